package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.form.Form;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;

/** The adaptive form as a form filler meets it: what is asked is answered, until nothing is. */
class NextQuestionTest {
  private static final FhirContext CONTEXT = new FhirConfiguration().context();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-28T10:00:00Z"), ZoneOffset.UTC);
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Questionnaire FORM =
      Artifacts.load(CONTEXT, Questionnaire.class, "Questionnaire-low-back-intake.json");

  /** More than a route can have questions. */
  private static final int STEPS = Form.load().questions().size() + 1;

  /** Every so many questions the answers so far are handed in. */
  private static final int HANDED_IN = 10;

  private final IntakeReader reader = new IntakeReader(CLOCK, ClinicSettings.DEFAULT);
  private final ResponseCheck check = new ResponseCheck(CONTEXT, reader);
  private final NextQuestion next = new NextQuestion(CONTEXT, reader, KNOWLEDGE, CLOCK);

  private static QuestionnaireResponse begun() {
    var response = new QuestionnaireResponse();
    response.setQuestionnaire(FORM.getUrl() + "|" + FORM.getVersion());
    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    response.setSubject(new Reference("Patient/1"));
    response.setAuthored(Date.from(CLOCK.instant()));
    return response;
  }

  /** What a client gets: written and read again. */
  private QuestionnaireResponse answer(QuestionnaireResponse sent) {
    var written = CONTEXT.newJsonParser().encodeResourceToString(next.next(FORM, sent));
    return CONTEXT.newJsonParser().parseResource(QuestionnaireResponse.class, written);
  }

  /** How somebody answers a question. */
  private interface Answers {
    Type to(QuestionnaireItemComponent question);
  }

  private QuestionnaireResponse toTheEnd(Answers answers) {
    var response = answer(begun());
    for (var step = 0; response.getStatus() != QuestionnaireResponseStatus.COMPLETED; step++) {
      assertTrue(step < STEPS, "no end");
      fill(response, answers);
      if (step % HANDED_IN == 0) {
        assertHandedInAtEveryDoor(response);
      }
      response = answer(response);
    }
    return response;
  }

  /** Answers the one question of the contained form that has no answer. */
  private static void fill(QuestionnaireResponse response, Answers answers) {
    var items = new HashMap<String, QuestionnaireResponseItemComponent>();
    response.getItem().forEach(it -> items.put(it.getLinkId(), it));
    var asked = 0;
    for (var group : ((Questionnaire) response.getContained().get(0)).getItem()) {
      var answered = items.get(group.getLinkId());
      if (answered == null) {
        answered = response.addItem().setLinkId(group.getLinkId());
      }
      for (var question : group.getItem()) {
        var linkId = question.getLinkId();
        if (answered.getItem().stream().noneMatch(it -> it.getLinkId().equals(linkId))) {
          answered.addItem().setLinkId(linkId).addAnswer().setValue(answers.to(question));
          asked++;
        }
      }
    }
    assertEquals(1, asked, "questions asked at once");
  }

  private void assertHandedInAtEveryDoor(QuestionnaireResponse response) {
    assertEquals(
        "the response fits the form", check.outcome(response).getIssueFirstRep().getDiagnostics());
    assertEquals(1, reader.ours(List.of(node(response))).size());
  }

  private static Node node(QuestionnaireResponse response) {
    var json = CONTEXT.newJsonParser().encodeResourceToString(response).getBytes(UTF_8);
    return new Node("QuestionnaireResponse", JsonBody.parse(json), new Faults());
  }

  private Intake read(QuestionnaireResponse response) {
    return reader.read(node(response), List.of(), Optional.empty()).intake();
  }

  private static Type any(QuestionnaireItemComponent question, Random random) {
    var fact = Form.load().question(question.getLinkId()).orElseThrow().fact();
    return switch (question.getType()) {
      case CHOICE ->
          question
              .getAnswerOption()
              .get(random.nextInt(question.getAnswerOption().size()))
              .getValue();
      case INTEGER -> new IntegerType((int) number(fact, random));
      case DECIMAL -> new DecimalType(BigDecimal.valueOf(number(fact, random)));
      case QUANTITY -> quantity(question, random);
      case DATETIME ->
          new DateTimeType(Date.from(CLOCK.instant().minusSeconds(random.nextInt(1_000_000))));
      default -> throw new AssertionError(question.getLinkId() + " is " + question.getType());
    };
  }

  private static double number(Fact fact, Random random) {
    return Math.floor(fact.low() + random.nextDouble() * (fact.high() - fact.low()));
  }

  private static Quantity quantity(QuestionnaireItemComponent question, Random random) {
    var units =
        question.getExtensionsByUrl(
            "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption");
    var unit = (Coding) units.get(random.nextInt(units.size())).getValue();
    return new Quantity()
        .setValue(37 + random.nextInt(3))
        .setSystem(unit.getSystem())
        .setCode(unit.getCode());
  }

  @Test
  void everyRouteOfManyPatientsEnds() {
    for (var seed = 0; seed < 10; seed++) {
      var random = new Random(seed);
      var end = toTheEnd(it -> any(it, random));
      assertHandedInAtEveryDoor(end);
      assertTrue(
          KNOWLEDGE.outlook().nextQuestion(read(end)).isEmpty(), "of patient " + seed + " is open");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void routeOfTheSameAnswerToEverythingEnds(int option) {
    var random = new Random(option);
    var end =
        toTheEnd(
            it ->
                it.getAnswerOption().size() == 3
                    ? it.getAnswerOption().get(option).getValue()
                    : any(it, random));
    assertHandedInAtEveryDoor(end);
  }

  /**
   * It was begun with the version before. Its group refers to a template of the whole form, which
   * the asked one does not have.
   */
  @Test
  void firstQuestionAboutThePainIsWritten() throws IOException {
    try (var file = getClass().getResourceAsStream("next-question-your-pain.json")) {
      var sent =
          CONTEXT.newJsonParser().parseResource(Parameters.class, Objects.requireNonNull(file));
      var response = answer((QuestionnaireResponse) sent.getParameterFirstRep().getResource());
      var asked = (Questionnaire) response.getContained().get(0);
      assertEquals(FORM.getUrl() + "|0.1.0", asked.getDerivedFrom().get(0).getValue());
      var no = new Random(0);
      while (groups(response).noneMatch("your-pain"::equals)) {
        fill(
            response,
            it ->
                it.getAnswerOption().size() == 3
                    ? it.getAnswerOption().get(1).getValue()
                    : any(it, no));
        response = answer(response);
        assertEquals(QuestionnaireResponseStatus.INPROGRESS, response.getStatus());
      }
      assertHandedInAtEveryDoor(response);
    }
  }

  private static Stream<String> groups(QuestionnaireResponse response) {
    return ((Questionnaire) response.getContained().get(0))
        .getItem().stream().map(QuestionnaireItemComponent::getLinkId);
  }

  /** An author that is contained is allowed, and is no part of what is read. */
  @Test
  void containedAuthorIsGivenBack() {
    var sent = begun();
    var author = new Patient();
    author.setId("p");
    sent.addContained(author);
    sent.setAuthor(new Reference("#p"));
    assertEquals("#p", answer(sent).getAuthor().getReference());
  }

  @Test
  void formOfSomebodyElseIsRefused() {
    var sent = begun();
    var other = new Questionnaire();
    other.setId("other");
    other.addDerivedFrom("https://somebody.example/Questionnaire/other");
    sent.addContained(other);
    sent.setQuestionnaire("#other");
    var refused = assertThrows(UnprocessableEntityException.class, () -> next.next(FORM, sent));
    assertTrue(String.valueOf(refused.getMessage()).contains("is not derived from"));
  }
}
