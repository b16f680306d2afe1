package org.plumbline.web.patient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Language;

/** The hand-out of a recorded assessment, for whoever prints it. */
@ApplicationScoped
public class Handouts {
  private PatientPages pages;
  private KnowledgeBase knowledge;
  private ClinicFace face;

  @SuppressWarnings("NullAway.Init")
  protected Handouts() {} // required by the container

  @Inject
  Handouts(PatientPages pages, KnowledgeBase knowledge, ClinicFace face) {
    this.pages = pages;
    this.knowledge = knowledge;
    this.face = face;
  }

  /** The hand-out of an assessment in a language. */
  public Handout of(StoredAssessment stored, ZoneId zone, Language language) {
    var intake = Intake.of(stored.statements());
    return pages.handout(knowledge.assess(intake), intake, stored.answeredAt(), zone, language);
  }

  /** How the clinic is called. */
  public StepPage.Clinic clinic() {
    return new StepPage.Clinic(face.name(), face.phone());
  }
}
