package org.plumbline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.plumbline", importOptions = ArchitectureTest.OfThisModule.class)
class ArchitectureTest {
  /** Neither tests nor the module below. */
  static final class OfThisModule implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return new DoNotIncludeTests().includes(location) && !location.contains("/plumbline/kb/");
    }
  }

  /** Without it a service cannot be called by another protocol, nor the rules be replaced. */
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

  /** Without it nothing can be moved or understood for itself. */
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.plumbline.(*)..").should().beFreeOfCycles();
}
