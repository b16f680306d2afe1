package org.plumbline.kb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.plumbline", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowledgeNeedsNoServerNoNetworkAndNoClock =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..", "ca.uhn..", "org.hl7..", "java.net..", "java.net.http..", "java.sql..")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.nio.file.Files");

  @ArchTest
  static final ArchRule droolsStaysBehindTheKnowledgeBase =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.plumbline.kb.fact",
              "org.plumbline.kb.conclusion",
              "org.plumbline.kb.differential",
              "org.plumbline.kb.evidence",
              "org.plumbline.kb.wording")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.drools..", "org.kie..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.plumbline.kb.(*)").should().beFreeOfCycles();
}
