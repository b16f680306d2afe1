package org.plumbline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {
      "org.plumbline.audit",
      "org.plumbline.clinic",
      "org.plumbline.database",
      "org.plumbline.decision",
      "org.plumbline.feedback",
      "org.plumbline.followup",
      "org.plumbline.governance",
      "org.plumbline.history",
      "org.plumbline.metric",
      "org.plumbline.operation",
      "org.plumbline.outbox",
      "org.plumbline.resource",
      "org.plumbline.triage"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule servicesKnowNoProtocolAndNoRuleEngine =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ws.rs..",
              "jakarta.servlet..",
              "jakarta.json..",
              "ca.uhn..",
              "org.hl7..",
              "org.drools..",
              "org.kie..",
              "java.net.http..",
              "com.fasterxml..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.plumbline.(*)..").should().beFreeOfCycles();
}
