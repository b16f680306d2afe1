package org.plumbline.web.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.Conclusions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.document.CardWriter.Place;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.intake.ReadIntake;

/** The card that an EHR would be shown about a recorded assessment; it is not kept as shown. */
@ApplicationScoped
public class CardPreview {
  private CardWriter writer;
  private Conclusions conclusions;

  @SuppressWarnings("NullAway.Init")
  protected CardPreview() {} // required by the container

  @Inject
  CardPreview(CardWriter writer, Conclusions conclusions) {
    this.writer = writer;
    this.conclusions = conclusions;
  }

  /**
   * The card; empty when nothing would be shown.
   *
   * @param base the address of this server, without a slash at the end
   */
  public Optional<JsonObject> of(StoredAssessment stored, String base) {
    var then = conclusions.of(stored);
    var intake = then.intake();
    var read = ReadIntake.of(then);
    var recorded = new RecordedAssessment(Optional.of(stored.id()), intake, then.concluded());
    var outcome =
        new Outcome(
            Optional.of(new Answered(read, recorded, Optional.empty())),
            List.of(),
            false,
            List.of());
    return writer
        .write(outcome, new Place(Hook.PATIENT_VIEW, stored.patient(), false, base, true))
        .map(Card::json);
  }
}
