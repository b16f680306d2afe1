package org.plumbline.web.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Conclusions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.intake.OtherIntakes;

/** The hand-out of a recorded assessment, for whoever prints it. */
@ApplicationScoped
public class Handouts {
  private ClinicSettings settings;
  private Conclusions conclusions;
  private OtherIntakes others;

  @SuppressWarnings("NullAway.Init")
  protected Handouts() {} // required by the container

  @Inject
  public Handouts(ClinicSettings settings, Conclusions conclusions, OtherIntakes others) {
    this.settings = settings;
    this.others = others;
    this.conclusions = conclusions;
  }

  /** The hand-out of a recorded assessment in a language. */
  public Handout of(StoredAssessment stored, ZoneId zone, Language language) {
    var then = conclusions.of(stored);
    return of(then.concluded(), stored.answeredAt(), zone, language);
  }

  /** The hand-out of an assessment in a language. */
  public Handout of(Assessment assessment, Instant answeredAt, ZoneId zone, Language language) {
    return Handout.of(
        assessment, wording -> told(wording, language), answeredAt, zone, language.dates());
  }

  private String told(Wording wording, Language language) {
    return settings.withNumber(wording).in(language);
  }

  /**
   * What graver answers of this patient ask for, about which nobody has decided; empty when there
   * are none.
   */
  public Optional<String> earlier(Tenant tenant, StoredAssessment stored, Language language) {
    var now = Urgency.of(stored.urgency()).orElseThrow();
    return others
        .told(tenant, stored.patient(), Optional.of(stored.id()), now)
        .map(it -> told(it, language));
  }
}
