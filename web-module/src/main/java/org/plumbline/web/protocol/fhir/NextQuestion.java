package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.form.Question;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;

/**
 * SDC $next-question: adds to the contained Questionnaire the question that decides most, or ends
 * the form when nothing is left to ask or an emergency is certain. Nothing is kept. See <a
 * href="http://hl7.org/fhir/uv/sdc/adaptive.html">Adaptive Forms</a>.
 */
@ApplicationScoped
class NextQuestion {
  static final String NAME = "$next-question";

  private static final String ADAPTIVE =
      "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-questionnaireAdaptive";
  private static final String NOBODY = "Patient/nobody";
  private static final String CONTAINED = "asked";

  private FhirContext context;
  private IntakeReader reader;
  private KnowledgeBase knowledge;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected NextQuestion() {} // required by the container

  @Inject
  NextQuestion(FhirContext context, IntakeReader reader, KnowledgeBase knowledge, Clock clock) {
    this.context = context;
    this.reader = reader;
    this.knowledge = knowledge;
    this.clock = clock;
  }

  /** The response with one more question to answer, or completed. */
  QuestionnaireResponse next(Questionnaire form, QuestionnaireResponse sent) {
    var response = sent.copy();
    var asked = asked(form, response);
    var next = knowledge.outlook().nextQuestion(intake(derived(form, asked), response));
    if (next.isEmpty()) {
      response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    } else {
      response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
      add(form, asked, next.get());
    }
    if (!response.hasAuthored()) {
      response.setAuthored(Date.from(clock.instant()));
    }
    return response;
  }

  /** The contained Questionnaire with what was asked so far; a new one at the first call. */
  private static Questionnaire asked(Questionnaire form, QuestionnaireResponse response) {
    var contained =
        response.getContained().stream()
            .filter(Questionnaire.class::isInstance)
            .map(Questionnaire.class::cast)
            .findFirst();
    if (contained.isPresent()) {
      return contained.get();
    }
    var called = response.getQuestionnaire();
    if (called != null && !isOurs(form, called)) {
      throw new UnprocessableEntityException("questionnaire is not " + form.getUrl());
    }
    var asked = new Questionnaire();
    asked.setId(CONTAINED);
    asked.addExtension(ADAPTIVE, new BooleanType(true));
    asked.addDerivedFrom(
        called == null || called.equals(form.getUrl())
            ? form.getUrl() + "|" + form.getVersion()
            : called);
    asked.setTitle(form.getTitle());
    asked.setStatus(form.getStatus());
    response.addContained(asked);
    response.setQuestionnaireElement(new CanonicalType("#" + CONTAINED));
    return asked;
  }

  /** The form in the version with which it was begun, which may be the one before. */
  private static String derived(Questionnaire form, Questionnaire asked) {
    return asked.getDerivedFrom().stream()
        .map(CanonicalType::getValue)
        .filter(it -> isOurs(form, it))
        .findFirst()
        .orElseThrow(
            () ->
                new UnprocessableEntityException(
                    "the contained Questionnaire is not derived from " + form.getUrl()));
  }

  private static boolean isOurs(Questionnaire form, String address) {
    return address.equals(form.getUrl()) || address.startsWith(form.getUrl() + "|");
  }

  private Intake intake(String canonical, QuestionnaireResponse response) {
    // The answers alone: an author or a source that is contained counts for nothing here.
    var whole = new QuestionnaireResponse();
    whole.setQuestionnaire(canonical);
    whole.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    whole.setSubject(
        new Reference(Access.patient(response).map(PatientReference::value).orElse(NOBODY)));
    whole.setAuthored(response.hasAuthored() ? response.getAuthored() : Date.from(clock.instant()));
    whole.setItem(response.getItem());
    var json = context.newJsonParser().encodeResourceToString(whole).getBytes(UTF_8);
    var node = new Node("QuestionnaireResponse", JsonBody.parse(json), new Faults());
    return reader.read(node, List.of(), Optional.empty()).intake();
  }

  private static void add(Questionnaire form, Questionnaire asked, Question next) {
    var linkId = next.fact().code();
    for (var group : form.getItem()) {
      for (var item : group.getItem()) {
        if (item.getLinkId().equals(linkId) && !isAsked(asked, linkId)) {
          group(asked, group).addItem(alone(item));
        }
      }
    }
  }

  private static boolean isAsked(Questionnaire asked, String linkId) {
    return asked.getItem().stream()
        .flatMap(it -> it.getItem().stream())
        .anyMatch(it -> it.getLinkId().equals(linkId));
  }

  private static QuestionnaireItemComponent group(
      Questionnaire asked, QuestionnaireItemComponent group) {
    return asked.getItem().stream()
        .filter(it -> it.getLinkId().equals(group.getLinkId()))
        .findFirst()
        .orElseGet(
            () -> {
              var copy = alone(group);
              asked.addItem(copy);
              return copy;
            });
  }

  /**
   * An item as it can stand without the rest of the form: what population and extraction say refers
   * to variables and templates that only the whole form has, and a reference that leads nowhere
   * cannot be written.
   */
  private static QuestionnaireItemComponent alone(QuestionnaireItemComponent item) {
    var copy = item.copy();
    copy.setItem(null);
    // It was chosen because it is enabled; what enabled it may not have been asked.
    copy.setEnableWhen(List.of());
    copy.setEnableBehavior(null);
    copy.getExtension().removeIf(it -> it.getUrl().startsWith(Template.SDC));
    return copy;
  }
}
