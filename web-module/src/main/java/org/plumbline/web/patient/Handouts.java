package org.plumbline.web.patient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Language;

/** The hand-out of a recorded assessment, for whoever prints it. */
@ApplicationScoped
public class Handouts {
  private PatientPages pages;
  private KnowledgeBase knowledge;

  @SuppressWarnings("NullAway.Init")
  protected Handouts() {} // required by the container

  @Inject
  Handouts(PatientPages pages, KnowledgeBase knowledge) {
    this.pages = pages;
    this.knowledge = knowledge;
  }

  /** The hand-out of an assessment in a language. */
  public Handout of(StoredAssessment stored, ZoneId zone, Language language) {
    var intake = Intake.of(stored.statements());
    return pages.handout(knowledge.assess(intake), intake, stored.answeredAt(), zone, language);
  }

  /** How the clinic is called. */
  public StepPage.Clinic clinic() {
    return pages.clinic();
  }
}
