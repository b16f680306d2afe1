package org.plumbline.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.house.Signatures;
import org.plumbline.house.Sources;

/** A list here names what is left to be mended: it may become shorter, and nothing is added. */
class InvariantsTest {
  private static final Signatures SIGNATURES = Signatures.of("org.plumbline.web");
  private static final Sources SOURCES = new Sources(Path.of("src/main/java"));

  private static void left(List<String> names, Collection<String> found) {
    assertEquals(new TreeSet<>(names), new TreeSet<>(found));
  }

  /** Without it a caller wraps what it has, and a null can be passed where two cases are meant. */
  @Test
  void optionalIsNoParameter() {
    left(
        List.of(
            "Access.covers",
            "AnsweredSteps.keepIfPossible",
            "AssessmentAnswers.changes",
            "AssessmentAnswers.json",
            "AssessmentJson.patientText",
            "AssessmentJson.write",
            "Caller.clinician",
            "Caller.guest",
            "ChangesJson.write",
            "Courses.course",
            "Courses.period",
            "Everything.auditOf",
            "Everything.followUpsOf",
            "Everything.history",
            "Examination.read",
            "Examination.value",
            "FollowUpPages.lines",
            "FollowUpPages.list",
            "HookResource.json",
            "IntakeReader.read",
            "KnowledgePages.shown",
            "Launch.begin",
            "Launch.isSameBrowser",
            "Launch.session",
            "LaunchPages.begin",
            "Limits.allow",
            "LinkPages.form",
            "Once.end",
            "OtherIntakes.staying",
            "OtherIntakes.told",
            "Outcome",
            "PatientPage.open",
            "RecordReader.state",
            "Registry.issuer",
            "ResponseHead",
            "ResponseHead.subject",
            "ResultPages.earlier",
            "ResultPages.page",
            "Sender.fhirCreate",
            "ServerSettings.number",
            "StayingIssues",
            "Terminology.answer",
            "Terminology.validate",
            "Weighing.beside",
            "Weighing.gravest",
            "Weighing.isReplaced",
            "Weighing.staying"),
        SIGNATURES.takingOptional());
  }

  /** Without it two texts can be given in the wrong order, and the compiler says nothing. */
  @Test
  void noTwoTextsInARow() {
    left(
        List.of(
            "Answer.with",
            "Answers.is",
            "ApiDescription",
            "ApiDescription.Call",
            "ApiDescription.Field",
            "ApiDescription.Schema",
            "AssessmentPage.Check",
            "AssessmentPage.Choice",
            "AssessmentPage.Glance",
            "AssessmentPage.Look",
            "AssessmentPage.Said",
            "AssessmentPage.Source",
            "AssessmentPage.Stays",
            "AssessmentPage.Why",
            "BoardPage.Filter",
            "BoardPage.Row",
            "CardPages.Shown",
            "DecisionResource.decide",
            "Desk.Frame",
            "Desk.Link",
            "Drafts.concept",
            "Fault",
            "Faults.add",
            "FollowUpPages.Line",
            "KnowledgePages.Draft",
            "KnowledgePages.Entry",
            "Launch.Pending",
            "Launch.finish",
            "MessagePages.Line",
            "Node.fault",
            "OutcomePages.RuleLine",
            "OutcomeResource.report",
            "OwnKeys.sign",
            "People.Person",
            "RecordWriter.Shown",
            "RecordWriter.Written",
            "RecordedFinding.of",
            "Reference.to",
            "ReviewPages.Line",
            "RuleSheets.Case",
            "RuleSheets.Sheet",
            "Sender.fhirCreate",
            "Session",
            "Storable.checked"),
        SIGNATURES.takingTwoTextsInARow());
  }

  /** Without it a call is read by counting commas. */
  @Test
  void constructorsTakeFewParameters() {
    left(
        List.of(
            "AssessmentPage",
            "AssessmentPage.Verdict",
            "AssessmentPage.Why",
            "AssessmentViews",
            "BoardPage",
            "BoardPage.Row",
            "CardPages.Shown",
            "Everything",
            "FollowUpPages.Line",
            "Guidance",
            "ProcessResponse",
            "ReadIntake",
            "Session"),
        SIGNATURES.constructorsOfMany());
  }

  /** Without it a fault of ours passes for the one that was expected. */
  @Test
  void faultsOfOursAreNotCaught() {
    left(
        List.of(
            "Deliveries.Lane.run",
            "FhirWarmUp.run",
            "Gate.answer",
            "JsonBody.parse",
            "Sender.sendDue",
            "Tokens.caller",
            "Verdicts.of",
            "WholeBody.Reading.read"),
        SIGNATURES.catchingEveryFault());
  }

  /** Without it a write that did nothing is found out only where assertions are switched on. */
  @Test
  void outcomesAreChecked() {
    left(List.of("Launch", "StorableBody"), SIGNATURES.asserting());
  }

  /** Without it a class grows by a few lines at a time, until nobody reads it whole. */
  @Test
  void noClassIsLong() {
    left(
        List.of(
            "BodyChart.java",
            "CardWriter.java",
            "Detail.java",
            "Extraction.java",
            "FastResponses.java",
            "KnowledgePages.java",
            "Launch.java",
            "Letter.java",
            "OtherIntakes.java",
            "RecordReader.java",
            "ResponseHead.java",
            "Submission.java"),
        SOURCES.ofManyLines());
  }

  /** Without it a method does several steps, and none of them has a name. */
  @Test
  void noMethodIsLong() {
    left(
        List.of(
            "AssessmentViews.java",
            "EventPages.java",
            "Guidance.java",
            "Launch.java",
            "PatientRecordResource.java",
            "TriageBundle.java"),
        SOURCES.withLongMethods());
  }

  /** Without it what a file uses does not stand at its head. */
  @Test
  void classesAreNamedByTheirImports() {
    left(List.of(), SOURCES.withQualifiedNames());
  }

  /** Without it a change in a template shows nothing of what it changed. */
  @Test
  void linesOfTemplatesAreShort() {
    left(List.of(), new Sources(Path.of("src/main/jte")).templatesOfLongLines());
  }

  /** Without it the page shows the expression, and a box that is not ticked is ticked. */
  @Test
  void expressionsOfAttributesStandOnOneLine() {
    left(List.of(), new Sources(Path.of("src/main/jte")).templatesOfBrokenAttributes());
  }
}
