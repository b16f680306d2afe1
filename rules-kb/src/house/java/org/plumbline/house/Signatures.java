package org.plumbline.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the methods of a module must not take or do; each answer names those that do it. */
public final class Signatures {
  private static final int MOST_PARAMETERS = 7;

  private final JavaClasses classes;

  private Signatures(JavaClasses classes) {
    this.classes = classes;
  }

  /** Those of the classes of a package that lie in this module, without its tests. */
  public static Signatures of(String name) {
    var found =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(
                it -> it.contains(Path.of("target", "classes").toAbsolutePath().toString()))
            .withImportOption(it -> !it.contains("/generated/"))
            .importPackages(name);
    if (found.isEmpty()) {
      throw new IllegalStateException("no class of " + name + " lies in target/classes");
    }
    return new Signatures(found);
  }

  /** A caller would wrap what it has, and a null can be passed where two cases are meant. */
  public SortedSet<String> takingOptional() {
    return unitsThat(
        it ->
            !isCanonical(it)
                && it.getRawParameterTypes().stream()
                    .anyMatch(type -> type.isEquivalentTo(Optional.class)));
  }

  /** Two texts can be given in the wrong order, and the compiler says nothing. */
  public SortedSet<String> takingTwoTextsInARow() {
    return unitsThat(
        it ->
            it.getModifiers().contains(JavaModifier.PUBLIC)
                && isPublic(it.getOwner())
                && hasTwoTextsInARow(it));
  }

  /** A call is read by counting commas; the private record of a row is not called. */
  public SortedSet<String> constructorsOfMany() {
    return unitsThat(
        it ->
            it instanceof JavaConstructor
                && it.getRawParameterTypes().size() > MOST_PARAMETERS
                && !it.getOwner().getModifiers().contains(JavaModifier.PRIVATE));
  }

  /** A fault of ours passes for the one that was expected. */
  public SortedSet<String> catchingEveryFault() {
    return unitsThat(
        it ->
            it.getTryCatchBlocks().stream()
                .flatMap(block -> block.getCaughtThrowables().stream())
                .anyMatch(
                    type ->
                        type.isEquivalentTo(RuntimeException.class)
                            || type.isEquivalentTo(Exception.class)));
  }

  /** A write that did nothing is found out only where assertions are switched on. */
  public SortedSet<String> asserting() {
    var names = new TreeSet<String>();
    for (var it : classes) {
      if (it.tryGetField("$assertionsDisabled").isPresent()) {
        names.add(it.getSimpleName());
      }
    }
    return names;
  }

  private SortedSet<String> unitsThat(Predicate<JavaCodeUnit> fault) {
    var names = new TreeSet<String>();
    for (var type : classes) {
      for (var unit : type.getCodeUnits()) {
        if (!unit.getModifiers().contains(JavaModifier.SYNTHETIC) && fault.test(unit)) {
          names.add(name(type, unit));
        }
      }
    }
    return names;
  }

  private static String name(JavaClass type, JavaCodeUnit unit) {
    var within = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    return unit instanceof JavaConstructor ? within : within + "." + unit.getName();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(Signatures::isPublic).orElse(true);
  }

  private static boolean hasTwoTextsInARow(JavaCodeUnit it) {
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
}
