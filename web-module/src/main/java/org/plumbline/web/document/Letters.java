package org.plumbline.web.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.clinic.Clinics;
import org.plumbline.history.Conclusions;
import org.plumbline.history.Standing;
import org.plumbline.history.StoredAssessment;
import org.plumbline.web.intake.OtherIntakes;

/** Writes the letter about a recorded assessment. */
@ApplicationScoped
public class Letters {
  private Conclusions conclusions;
  private ClinicSettings settings;
  private ClinicFace face;
  private Clinics clinics;
  private OtherIntakes others;

  @SuppressWarnings("NullAway.Init")
  protected Letters() {} // required by the container

  @Inject
  Letters(
      Conclusions conclusions,
      ClinicSettings settings,
      ClinicFace face,
      Clinics clinics,
      OtherIntakes others) {
    this.conclusions = conclusions;
    this.settings = settings;
    this.face = face;
    this.clinics = clinics;
    this.others = others;
  }

  /**
   * The letter.
   *
   * @param patient the patient as a reader knows one, such as name and birth date
   */
  public Letter of(Tenant tenant, StoredAssessment stored, String patient) {
    var recorded = conclusions.of(stored);
    var zone = clinics.of(tenant).zone();
    var head =
        new Letter.Head(
            face.name(),
            face.phone(),
            patient,
            stored.answeredAt().atZone(zone),
            "%s, knowledge %s%s"
                .formatted(
                    stored.id(),
                    stored.knowledgeVersion(),
                    recorded.live() ? "" : ", which does not run any more"));
    var stays =
        others.staying(tenant, stored.patient(), Optional.of(stored.id())).stream()
            .map(it -> stays(it, zone))
            .toList();
    return new Letter(head, recorded.intake(), recorded.concluded(), stays, settings);
  }

  private static Letter.Stays stays(Standing.Line line, ZoneId zone) {
    return new Letter.Stays(
        line.urgency(), line.answeredAt().atZone(zone), line.finished(), line.titles());
  }
}
