package org.plumbline.web.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.document.CardWriter.Place;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.intake.ReadIntake;

/** The card that an EHR would be shown about a recorded assessment; it is not kept as shown. */
@ApplicationScoped
public class CardPreview {
  private CardWriter writer;
  private KnowledgeBase knowledge;

  @SuppressWarnings("NullAway.Init")
  protected CardPreview() {} // required by the container

  @Inject
  CardPreview(CardWriter writer, KnowledgeBase knowledge) {
    this.writer = writer;
    this.knowledge = knowledge;
  }

  /**
   * The card; empty when nothing would be shown.
   *
   * @param base the address of this server, without a slash at the end
   */
  public Optional<JsonObject> of(StoredAssessment stored, String base) {
    var intake = Intake.of(stored.statements());
    var read =
        new ReadIntake(
            stored.patient(),
            new ResponseReference("QuestionnaireResponse"),
            stored.answeredAt(),
            intake,
            0);
    var recorded =
        new RecordedAssessment(Optional.of(stored.id()), intake, knowledge.assess(intake));
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
