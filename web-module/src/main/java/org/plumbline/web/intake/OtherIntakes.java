package org.plumbline.web.intake;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.client.Tenant;
import org.plumbline.database.FaultLog;
import org.plumbline.database.Together;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Conclusions;
import org.plumbline.history.Recorded;
import org.plumbline.history.Standing;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Wording;
import org.plumbline.triage.TriageService;

/**
 * The intakes of a patient beside the newest. One of the last 14 days that stays until a clinician
 * has decided is recorded and shown, whether it lies in our store, in the prefetch or on the EHR's
 * server: the newest never hides a graver one.
 */
@ApplicationScoped
public class OtherIntakes {
  private static final Logger LOG = System.getLogger(OtherIntakes.class.getName());
  private static final FaultLog FAULTS = FaultLog.of(OtherIntakes.class);

  /** More responses than these are not read in one call. */
  private static final int MOST = 10;

  private IntakeReader reader;
  private KnowledgeBase knowledge;
  private TriageService triage;
  private Standing standing;
  private Assessments assessments;
  private Conclusions conclusions;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected OtherIntakes() {} // required by the container

  @Inject
  public OtherIntakes(
      IntakeReader reader,
      KnowledgeBase knowledge,
      TriageService triage,
      Standing standing,
      Assessments assessments,
      Conclusions conclusions,
      Clock clock) {
    this.assessments = assessments;
    this.conclusions = conclusions;
    this.reader = reader;
    this.knowledge = knowledge;
    this.triage = triage;
    this.standing = standing;
    this.clock = clock;
  }

  /**
   * What was found in responses that are not the newest.
   *
   * @param staying what stays until a clinician has decided, as far as it was not recorded
   * @param milder what does not stay; one that tells of something counts until it is replaced
   * @param missed what could not be read in those that could be
   * @param unread whether one of them could not be read at all
   */
  public record Found(
      List<Unrecorded> staying, List<Unrecorded> milder, Set<Missed> missed, boolean unread) {
    public Found {
      staying = List.copyOf(staying);
      milder = List.copyOf(milder);
      missed = new LinkedHashSet<>(missed);
    }
  }

  /**
   * An intake that is not recorded: the database is away, or nothing asks for it.
   *
   * @param telling whether a red flag rests on an answer, and not only on answers that are missing
   */
  public record Unrecorded(
      Standing.Line line, ReadIntake read, Assessment assessment, boolean telling) {}

  /**
   * The responses in the order in which one is looked for that can be read: a draft is newer than
   * the answers that it is to replace long before it holds as much.
   */
  public List<Node> inForceFirst(List<Node> newestFirst) {
    return Timeline.inForceFirst(newestFirst, clock.instant().minus(Undecided.COUNTS));
  }

  /** Reads the responses and records those that stay, so that a clinician can decide about them. */
  public Found record(
      List<Node> responses,
      List<Node> record,
      PatientReference patient,
      Tenant tenant,
      Route route) {
    var staying = new ArrayList<Unrecorded>();
    var milder = new ArrayList<Unrecorded>();
    var missed = new LinkedHashSet<Missed>();
    var since = clock.instant().minus(Undecided.COUNTS);
    var counting =
        responses.stream()
            .filter(it -> !ResponseHead.answeredAt(it).isBefore(since) || isUndated(it))
            .limit(MOST + 1)
            .toList();
    var unread = counting.size() > MOST;
    // The oldest first, so that each is seen against the one before.
    for (var i = Math.min(counting.size(), MOST) - 1; i >= 0; i--) {
      try {
        var read = read(counting.get(i), record, patient);
        missed.addAll(read.missed());
        var verdict = knowledge.assess(read.intake());
        if (Undecided.stays(verdict.urgency())) {
          keep(read, verdict, read.visit(tenant, route)).ifPresent(staying::add);
        } else {
          milder.add(unrecorded(read, verdict));
        }
      } catch (IntakeRefused e) {
        LOG.log(Level.WARNING, "an earlier intake was not read: {0} faults", e.faults().size());
        unread = true;
      }
    }
    return new Found(staying, milder, missed, unread);
  }

  private static boolean isUndated(Node response) {
    return ResponseHead.answeredAt(response).equals(Instant.MIN);
  }

  private boolean isTelling(Assessment verdict) {
    var ofNothing = knowledge.assess(Intake.of(List.of())).redFlags();
    return !ofNothing.containsAll(verdict.redFlags());
  }

  private Optional<Unrecorded> keep(ReadIntake read, Assessment verdict, Visit visit) {
    if (isRecorded(visit, verdict.urgency())) {
      return Optional.empty();
    }
    Optional<AssessmentId> id = Optional.empty();
    try {
      id = triage.assess(visit, read.intake()).id();
    } catch (EJBException e) {
      FAULTS.undone("an earlier intake was not recorded", e);
    }
    return id.isPresent() ? Optional.empty() : Optional.of(unrecorded(read, verdict));
  }

  private Unrecorded unrecorded(ReadIntake read, Assessment verdict) {
    return new Unrecorded(
        new Standing.Line(
            Optional.empty(),
            read.response(),
            read.answeredAt(),
            verdict.urgency(),
            read.finished(),
            verdict.redFlags().stream().map(verdict::reason).toList()),
        read,
        verdict,
        isTelling(verdict));
  }

  /**
   * Whether it is recorded already. When the database does not say so it is taken for new: then it
   * is kept on the disk, and known again when that is recorded.
   */
  private boolean isRecorded(Visit visit, Urgency urgency) {
    try {
      return standing.isRecorded(visit, urgency);
    } catch (EJBException e) {
      if (Together.isOpen()) {
        throw e; // what fails in the one transaction is done again, each part for itself
      }
      return false;
    }
  }

  /**
   * Reads what can be read of one of several responses, with faults of its own: a fault in one says
   * nothing about another.
   *
   * @throws IntakeRefused if nothing of it can be read
   */
  public ReadIntake read(Node response, List<Node> record, PatientReference patient) {
    return reader.readable(
        new Node(response.path(), response.json(), new Faults()), record, patient);
  }

  /**
   * What stays of a patient beside an assessment that is shown anyway; without a database nobody
   * can tell, and nothing is listed.
   */
  public List<Standing.Line> staying(
      Tenant tenant, PatientReference patient, Optional<AssessmentId> shown) {
    try {
      return shown
          .map(it -> standing.beside(tenant, patient, it))
          .orElseGet(() -> standing.of(tenant, patient));
    } catch (EJBException e) {
      FAULTS.undone("what stays was not read", e);
      return List.of();
    }
  }

  /** What the patient was told by the gravest that stays, when it is graver than what is shown. */
  public Optional<Wording> told(
      Tenant tenant, PatientReference patient, Optional<AssessmentId> shown, Urgency now) {
    return staying(tenant, patient, shown).stream()
        .filter(it -> it.urgency().compareTo(now) > 0)
        .findFirst()
        .map(it -> told(tenant, it));
  }

  /** What goes with its urgency, when nobody can read any more what was said then. */
  private Wording told(Tenant tenant, Standing.Line line) {
    return recorded(tenant, line)
        .map(it -> it.concluded().handover().told())
        .orElseGet(() -> Instruction.of(line.urgency()).wording());
  }

  /** The gravest of what stays, as it was concluded then; empty when it is no graver. */
  public Optional<Assessment> graver(Tenant tenant, List<Standing.Line> staying, Urgency now) {
    return staying.stream()
        .filter(it -> it.urgency().compareTo(now) > 0)
        .flatMap(it -> recorded(tenant, it).stream())
        .map(Recorded::concluded)
        .findFirst();
  }

  /**
   * What stays with all that was concluded then. The database may be gone since it told of it; then
   * the line is all that is known.
   */
  public Optional<Recorded> recorded(Tenant tenant, Standing.Line line) {
    try {
      return line.id().flatMap(id -> assessments.find(tenant, id)).map(conclusions::of);
    } catch (EJBException e) {
      if (Together.isOpen()) {
        throw e; // what fails in the one transaction is done again, each part for itself
      }
      FAULTS.undone("what stays was not read", e);
      return Optional.empty();
    }
  }
}
