package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.history.Conclusions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.intake.OtherIntakes;

/** The hand-out of a recorded assessment, for whoever prints it. */
@ApplicationScoped
public class Handouts {
  private PatientPages pages;
  private Conclusions conclusions;
  private OtherIntakes others;

  @SuppressWarnings("NullAway.Init")
  protected Handouts() {} // required by the container

  @Inject
  Handouts(PatientPages pages, Conclusions conclusions, OtherIntakes others) {
    this.pages = pages;
    this.others = others;
    this.conclusions = conclusions;
  }

  /** The hand-out of an assessment in a language. */
  public Handout of(StoredAssessment stored, ZoneId zone, Language language) {
    var then = conclusions.of(stored);
    var intake = then.intake();
    return pages.handout(then.concluded(), intake, stored.answeredAt(), zone, language);
  }

  /**
   * What graver answers of this patient ask for, about which nobody has decided; empty when there
   * are none.
   */
  public Optional<String> earlier(Tenant tenant, StoredAssessment stored, Language language) {
    var now = Urgency.of(stored.urgency()).orElseThrow();
    return others
        .told(tenant, stored.patient(), Optional.of(stored.id()), now)
        .map(it -> pages.told(it, language));
  }

  /** How the clinic is called. */
  public StepPage.Clinic clinic() {
    return pages.clinic();
  }
}
