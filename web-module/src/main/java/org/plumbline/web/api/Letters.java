package org.plumbline.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.clinic.Clinics;
import org.plumbline.clinic.Tenant;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;

/** Writes the letter about a recorded assessment. */
@ApplicationScoped
public class Letters {
  private KnowledgeBase knowledge;
  private ClinicSettings settings;
  private ClinicFace face;
  private Clinics clinics;

  @SuppressWarnings("NullAway.Init")
  protected Letters() {} // required by the container

  @Inject
  Letters(KnowledgeBase knowledge, ClinicSettings settings, ClinicFace face, Clinics clinics) {
    this.knowledge = knowledge;
    this.settings = settings;
    this.face = face;
    this.clinics = clinics;
  }

  /**
   * The letter.
   *
   * @param patient the patient as a reader knows one, such as name and birth date
   */
  public Letter of(Tenant tenant, StoredAssessment stored, String patient) {
    var intake = Intake.of(stored.statements());
    var head =
        new Letter.Head(
            face.name(),
            face.phone(),
            patient,
            stored.answeredAt().atZone(clinics.of(tenant).zone()),
            "%s, knowledge %s".formatted(stored.id(), stored.knowledgeVersion()));
    return new Letter(head, intake, knowledge.assess(intake), settings);
  }
}
