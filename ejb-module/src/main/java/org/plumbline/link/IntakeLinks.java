package org.plumbline.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinics;
import org.plumbline.database.Rows;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.advice.Instruction;

/** The links of patients, and what was answered by them so far. */
@Stateless
@PermitAll
public class IntakeLinks {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** No letter or digit that is taken for another. */
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int CODE_LENGTH = 8;

  private static final int MOST_LOOKS = 100;

  /** After the last look again: who was reminded late still finds the link. */
  private static final Duration AFTER_THE_LAST = Duration.ofDays(7);

  private static final String COLUMNS =
      "select id, tenant, patient, code, created_at, expires_at, answers, version, finished_at, assessment_id from intake_link ";

  @PersistenceContext private EntityManager entities;
  private Clock clock;
  private Clinics clinics;
  private FollowUps followUps;

  @SuppressWarnings("NullAway.Init")
  protected IntakeLinks() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public IntakeLinks(Clock clock, Clinics clinics, FollowUps followUps) {
    this.clock = clock;
    this.clinics = clinics;
    this.followUps = followUps;
  }

  /**
   * A new link for a patient, who is called when it is not answered; a further link does not put
   * off the call.
   *
   * @param by who gives it
   */
  @RolesAllowed(Client.ROLE)
  public IntakeLink send(Tenant tenant, PatientReference patient, Duration life, String by) {
    var link = add(tenant, patient, life, by);
    var call = Instruction.notAnswered().code();
    if (!followUps.isOpen(tenant, patient, call)) {
      followUps.add(
          new FollowUp(
              UUID.nameUUIDFromBytes((link.id() + "|" + call).getBytes(UTF_8)),
              tenant,
              patient,
              Optional.empty(),
              Optional.empty(),
              call,
              link.createdAt(),
              link.createdAt().plus(clinics.of(tenant).callAfter()),
              State.SCHEDULED,
              Optional.empty()),
          false);
    }
    return link;
  }

  /**
   * A new link for a patient, or for a device; those that have ended are forgotten, with the
   * answers that were never finished.
   *
   * @param by who gives it
   */
  @RolesAllowed(Client.ROLE)
  public IntakeLink add(Tenant tenant, PatientReference patient, Duration life, String by) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var link =
        new IntakeLink(
            UUID.randomUUID(),
            tenant,
            patient,
            code(),
            now,
            // The token carries whole seconds.
            now.plus(life).truncatedTo(ChronoUnit.SECONDS),
            "{}",
            0,
            Optional.empty(),
            Optional.empty());
    entities
        .createNativeQuery("delete from intake_link where expires_at < :now")
        .setParameter("now", now)
        .executeUpdate();
    Rows.writeOne(
        entities
            .createNativeQuery(
                """
                insert into intake_link (id, tenant, patient, code, created_at, created_by, expires_at, answers, version)
                values (:id, :tenant, :patient, :code, :now, :by, :end, :answers, 0)
                """)
            .setParameter("id", link.id())
            .setParameter("tenant", tenant.value())
            .setParameter("patient", patient.value())
            .setParameter("code", link.code())
            .setParameter("now", now)
            .setParameter("by", by)
            .setParameter("end", link.expiresAt())
            .setParameter("answers", link.answers()));
    return link;
  }

  private static String code() {
    var code = new StringBuilder();
    for (var i = 0; i < CODE_LENGTH; i++) {
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** A link that has not expired; empty when there is none. */
  public Optional<IntakeLink> find(UUID id) {
    return one(
        entities
            .createNativeQuery(
                COLUMNS + "where id = :id and expires_at > :now and patient <> 'erased'",
                Object[].class)
            .setParameter("id", id));
  }

  /** The open link of a code that was typed on a shared device of a clinic. */
  public Optional<IntakeLink> ofCode(Tenant tenant, String code) {
    return one(
        entities
            .createNativeQuery(
                COLUMNS
                    + "where tenant = :tenant and code = :code and expires_at > :now and finished_at is null",
                Object[].class)
            .setParameter("tenant", tenant.value())
            .setParameter("code", code));
  }

  private Optional<IntakeLink> one(Query query) {
    return Rows.of(query.setParameter("now", clock.instant()), IntakeLink.class).findFirst();
  }

  /**
   * What was answered so far.
   *
   * @param answers as JSON; only the pages read it
   * @param assessment what it led to, when it was assessed
   * @param finished whether the patient has come to the end
   */
  public record SoFar(String answers, Optional<AssessmentId> assessment, boolean finished) {}

  /**
   * Keeps the answers so far. A link that is finished stays the patient's until all looks again are
   * over, and so do those that lead to it.
   *
   * @throws IllegalStateException if the link is gone
   */
  public void keep(IntakeLink link, SoFar soFar) {
    Rows.writeOne(
        entities
            .createNativeQuery(
                """
                update intake_link set answers = :answers, version = version + 1,
                    assessment_id = coalesce(cast(:assessment as uuid), assessment_id), finished_at = coalesce(finished_at, cast(:finished as timestamp with time zone))
                where id = :id
                """)
            .setParameter("answers", soFar.answers())
            .setParameter("assessment", soFar.assessment().map(AssessmentId::toString).orElse(null))
            .setParameter("finished", soFar.finished() ? clock.instant().toString() : null)
            .setParameter("id", link.id()));
    if (soFar.finished()) {
      entities
          .createNativeQuery(
              "update intake_link set expires_at = :end where (id = :id or renewed_by = :id) and expires_at < :end")
          .setParameter("end", end(link))
          .setParameter("id", link.id())
          .executeUpdate();
    }
  }

  /** When a link ends that was finished now: no later than the clinic keeps records. */
  private Instant end(IntakeLink link) {
    var now = clock.instant();
    var last =
        followUps
            .find(
                FollowUps.Query.first(link.tenant(), MOST_LOOKS)
                    .about(link.patient())
                    .in(State.SCHEDULED, State.DUE, State.ESCALATED))
            .stream()
            .map(FollowUp::dueAt)
            .max(Comparator.naturalOrder())
            .orElse(now)
            .plus(AFTER_THE_LAST);
    var kept =
        clinics
            .of(link.tenant())
            .retention()
            .map(it -> now.plus(Duration.ofDays(it.getDays())))
            .orElse(Instant.MAX);
    return Stream.of(last, now.plus(LinkTokens.LIVES_ON), kept)
        .min(Comparator.naturalOrder())
        .orElseThrow()
        .truncatedTo(ChronoUnit.SECONDS);
  }
}
