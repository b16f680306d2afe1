package org.plumbline.contact;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.client.Tenant;
import org.plumbline.contact.Contact.Address;
import org.plumbline.contact.Contact.Channel;
import org.plumbline.database.Rows;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.wording.Language;
import org.plumbline.key.Envelope;
import org.plumbline.link.IntakeLink;

/**
 * Where patients want to be reminded: by their choice, until they take it back or the link ends.
 */
@Stateless
@PermitAll
public class Contacts {
  private static final String COLUMNS =
      "select link_id, tenant, patient, channel, address, language from patient_contact ";

  @PersistenceContext private EntityManager entities;
  private Clock clock;
  private Envelope envelope;

  @SuppressWarnings("NullAway.Init")
  protected Contacts() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Contacts(Clock clock, Envelope envelope) {
    this.clock = clock;
    this.envelope = envelope;
  }

  private record Row(
      UUID link,
      Tenant tenant,
      PatientReference patient,
      String channel,
      String address,
      String language) {}

  /** The patient agrees to be reminded there; an address of before is forgotten. */
  public void agree(IntakeLink link, Channel channel, Address address, Language language) {
    withdraw(link);
    Rows.writeOne(
        entities
            .createNativeQuery(
                """
                insert into patient_contact (link_id, tenant, patient, channel, address, language, agreed_at)
                values (:link, :tenant, :patient, :channel, :address, :language, :now)
                """)
            .setParameter("link", link.id())
            .setParameter("tenant", link.tenant().value())
            .setParameter("patient", link.patient().value())
            .setParameter("channel", channel.code())
            .setParameter("address", envelope.seal(secretOf(link.id()), address.value()))
            .setParameter("language", language.code())
            .setParameter("now", clock.instant()));
  }

  /** The patient does not want to be reminded any more. */
  public void withdraw(IntakeLink link) {
    entities
        .createNativeQuery(
            "delete from patient_contact where tenant = :tenant and patient = :patient")
        .setParameter("tenant", link.tenant().value())
        .setParameter("patient", link.patient().value())
        .executeUpdate();
  }

  /** Where a patient wants to be reminded; empty when nowhere. */
  public Optional<Contact> of(Tenant tenant, PatientReference patient) {
    return one(
        entities
            .createNativeQuery(
                COLUMNS
                    + "where tenant = :tenant and patient = :patient order by agreed_at desc limit 1",
                Object[].class)
            .setParameter("tenant", tenant.value())
            .setParameter("patient", patient.value()));
  }

  /** Where the patient of a link wants to be reminded; empty when nowhere any more. */
  public Optional<Contact> of(UUID link) {
    return one(
        entities
            .createNativeQuery(COLUMNS + "where link_id = :link", Object[].class)
            .setParameter("link", link));
  }

  private Optional<Contact> one(Query query) {
    return Rows.of(query, Row.class)
        .map(
            it ->
                new Contact(
                    it.link(),
                    it.tenant(),
                    it.patient(),
                    Channel.of(it.channel()).orElseThrow(),
                    new Address(envelope.open(secretOf(it.link()), it.address())),
                    Language.of(it.language()).orElse(Language.ENGLISH)))
        .findFirst();
  }

  private static Envelope.Of secretOf(UUID link) {
    return new Envelope.Of("patient_contact/" + link);
  }
}
