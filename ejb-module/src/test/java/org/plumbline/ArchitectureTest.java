package org.plumbline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

@AnalyzeClasses(packages = "org.plumbline", importOptions = ArchitectureTest.OfThisModule.class)
class ArchitectureTest {
  /** Here a fault becomes what somebody waits for: a report, an answer, a condition. */
  private static final Set<String> MAPPERS = Set.of("FaultReport", "Together", "DatabaseProbe");

  /** Neither tests nor the module below. */
  static final class OfThisModule implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return new DoNotIncludeTests().includes(location) && !location.contains("/plumbline/kb/");
    }
  }

  private static final int MOST_PARAMETERS = 7;

  /** Stands until what is shown of an assessment is read from a record of its own. */
  private static final String LEFT = "StoredAssessment";

  /** To be divided; nothing is added here. */
  private static final Set<String> LONG =
      Set.of("Client", "Decision", "FollowUp", "IntakeLink", "Message", "Outcome", LEFT);

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

  /** Without it a caller wraps what it has, and a null can be passed where two cases are meant. */
  @ArchTest
  static final ArchRule optionalIsNoParameter =
      codeUnits()
          .should(
              not(
                  "take an Optional",
                  it ->
                      !isCanonical(it)
                          && it.getRawParameterTypes().stream()
                              .anyMatch(type -> type.isEquivalentTo(Optional.class))));

  /** Without it two texts can be given in the wrong order, and the compiler says nothing. */
  @ArchTest
  static final ArchRule noTwoTextsInARow =
      codeUnits()
          .that()
          .arePublic()
          .should(not("take two texts in a row", ArchitectureTest::takesTwoTextsInARow));

  /** Without it a call is read by counting commas; the private record of a row is not called. */
  @ArchTest
  static final ArchRule constructorsTakeFewParameters =
      codeUnits()
          .should(
              not(
                  "take more than %d parameters".formatted(MOST_PARAMETERS),
                  it ->
                      it instanceof JavaConstructor
                          && it.getRawParameterTypes().size() > MOST_PARAMETERS
                          && !it.getOwner().getModifiers().contains(JavaModifier.PRIVATE)
                          && !LONG.contains(it.getOwner().getSimpleName())));

  /** Without it a write that did nothing is found out only where assertions are switched on. */
  @ArchTest
  static final ArchRule outcomesAreChecked =
      classes()
          .should(
              new ArchCondition<JavaClass>("assert nothing") {
                @Override
                public void check(JavaClass it, ConditionEvents events) {
                  if (it.tryGetField("$assertionsDisabled").isPresent()) {
                    events.add(SimpleConditionEvent.violated(it, it.getName() + " asserts"));
                  }
                }
              });

  /** Without it a fault of ours passes for the one that was expected. */
  @ArchTest
  static final ArchRule faultsOfOursAreNotCaught =
      codeUnits()
          .that()
          .areDeclaredInClassesThat(
              DescribedPredicate.describe(
                  "are no mappers", it -> !MAPPERS.contains(it.getSimpleName())))
          .should(
              not(
                  "catch every fault",
                  it ->
                      it.getTryCatchBlocks().stream()
                          .flatMap(block -> block.getCaughtThrowables().stream())
                          .anyMatch(
                              type ->
                                  type.isEquivalentTo(RuntimeException.class)
                                      || type.isEquivalentTo(Exception.class))));

  private static boolean takesTwoTextsInARow(JavaCodeUnit it) {
    if (it.getOwner().getSimpleName().equals(LEFT)
        || !it.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
        || it.getOwner()
            .getEnclosingClass()
            .filter(in -> !in.getModifiers().contains(JavaModifier.PUBLIC))
            .isPresent()) {
      return false;
    }
    var types = it.getRawParameterTypes();
    for (var i = 1; i < types.size(); i++) {
      if (types.get(i).isEquivalentTo(String.class)
          && types.get(i - 1).isEquivalentTo(String.class)) {
        return true;
      }
    }
    return false;
  }

  /** The constructor that a record has by its components: absence is normal there. */
  private static boolean isCanonical(JavaCodeUnit it) {
    return it instanceof JavaConstructor
        && it.getOwner().isRecord()
        && it.getRawParameterTypes().size()
            == it.getOwner().getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .count();
  }

  private static ArchCondition<JavaCodeUnit> not(String what, Predicate<JavaCodeUnit> does) {
    return new ArchCondition<>("not " + what) {
      @Override
      public void check(JavaCodeUnit it, ConditionEvents events) {
        if (!it.getModifiers().contains(JavaModifier.SYNTHETIC) && does.test(it)) {
          events.add(
              SimpleConditionEvent.violated(it, "%s does %s".formatted(it.getFullName(), what)));
        }
      }
    };
  }
}
