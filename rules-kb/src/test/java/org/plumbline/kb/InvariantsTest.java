package org.plumbline.kb;

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
  private static final Signatures SIGNATURES = Signatures.of("org.plumbline.kb");
  private static final Sources SOURCES = new Sources(Path.of("src/main/java"));

  private static void left(List<String> names, Collection<String> found) {
    assertEquals(new TreeSet<>(names), new TreeSet<>(found));
  }

  /** Without it a caller wraps what it has, and a null can be passed where two cases are meant. */
  @Test
  void optionalIsNoParameter() {
    left(List.of(), SIGNATURES.takingOptional());
  }

  /** Without it two texts can be given in the wrong order, and the compiler says nothing. */
  @Test
  void noTwoTextsInARow() {
    left(
        List.of(
            "Citation", "Condition.About", "Destination.of", "KnowledgeRule", "Reason", "Unit.of"),
        SIGNATURES.takingTwoTextsInARow());
  }

  /** Without it a call is read by counting commas. */
  @Test
  void constructorsTakeFewParameters() {
    left(
        List.of("AdviceItem", "Destination", "Fact", "KnowledgeRule"),
        SIGNATURES.constructorsOfMany());
  }

  /** Without it a fault of ours passes for the one that was expected. */
  @Test
  void faultsOfOursAreNotCaught() {
    left(List.of(), SIGNATURES.catchingEveryFault());
  }

  /** Without it a write that did nothing is found out only where assertions are switched on. */
  @Test
  void outcomesAreChecked() {
    left(List.of(), SIGNATURES.asserting());
  }

  /** Without it a class grows by a few lines at a time, until nobody reads it whole. */
  @Test
  void noClassIsLong() {
    left(List.of("Differential.java"), SOURCES.ofManyLines());
  }

  /** Without it a method does several steps, and none of them has a name. */
  @Test
  void noMethodIsLong() {
    left(List.of(), SOURCES.withLongMethods());
  }

  /** Without it what a file uses does not stand at its head. */
  @Test
  void classesAreNamedByTheirImports() {
    left(List.of("ConditionReader.java"), SOURCES.withQualifiedNames());
  }
}
