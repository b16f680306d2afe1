package org.plumbline.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.plumbline.web",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule edgeKnowsNoDatabaseAndNoRuleEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.plumbline.web.operation.bulk")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.persistence..",
              "org.hibernate..",
              "java.sql..",
              "javax.sql..",
              "org.drools..",
              "org.kie..");

  @ArchTest
  static final ArchRule jsonIsWrittenWithJsonPAlone =
      noClasses()
          .that()
          .haveNameNotMatching("org\\.plumbline\\.web\\.intake\\.FastResponses.*")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule fhirModelStaysWhereResourcesAreWritten =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.plumbline.web.protocol.fhir..", "org.plumbline.web.document")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hl7..", "ca.uhn..");

  @ArchTest
  static final ArchRule whatIsOfOneServerStaysInThePackageBeforeTheServlets =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.plumbline.web.access.entrance")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.undertow..", "org.xnio..");

  /** The command that triages stored intakes reads them by the same classes, without a server. */
  @ArchTest
  static final ArchRule whatReadsAnIntakeNeedsNoServer =
      noClasses()
          .that()
          .resideInAnyPackage("org.plumbline.web.intake", "org.plumbline.web.operation.bulk")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.servlet..", "jakarta.ws..");

  /** Without it a page breaks when a protocol changes, and what both say grows apart. */
  @ArchTest
  static final ArchRule screensKnowNoProtocol =
      noClasses()
          .that()
          .resideInAPackage("org.plumbline.web.screen..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.plumbline.web.protocol..");

  /** Without it a protocol cannot be left out or changed alone. */
  @ArchTest
  static final ArchRule protocolsNeverSeeEachOther =
      slices().matching("org.plumbline.web.protocol.(*)..").should().notDependOnEachOther();

  /** Without it a protocol speaks by the pages of one clinic. */
  @ArchTest
  static final ArchRule protocolsKnowNoScreen =
      noClasses()
          .that()
          .resideInAPackage("org.plumbline.web.protocol..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.plumbline.web.screen..");

  /** Without it what is read and said depends on who asks. */
  @ArchTest
  static final ArchRule intakeAndDocumentsKnowNobodyWhoUsesThem =
      noClasses()
          .that()
          .resideInAnyPackage("org.plumbline.web.intake..", "org.plumbline.web.document..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.plumbline.web.protocol..", "org.plumbline.web.screen..");

  /** Without it a call could be answered by what has not seen who calls. */
  @ArchTest
  static final ArchRule accessStandsBeforeAll =
      noClasses()
          .that()
          .resideInAnyPackage("org.plumbline.web.access..", "org.plumbline.web.outbound..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.plumbline.web.protocol..",
              "org.plumbline.web.screen..",
              "org.plumbline.web.document..");

  /** Without it two parts can be understood and built only together. */
  @ArchTest
  static final ArchRule partsHaveNoCycles =
      slices().matching("org.plumbline.web.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.plumbline.web.(**)").should().beFreeOfCycles();
}
