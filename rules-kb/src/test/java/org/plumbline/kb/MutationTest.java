package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kproject.models.KieBaseModelImpl;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.model.impl.RuleImpl;
import org.drools.model.patterns.CompositePatterns;
import org.drools.modelcompiler.CanonicalKieModule;
import org.junit.jupiter.api.Test;
import org.kie.api.KieServices;
import org.kie.api.builder.Message;
import org.plumbline.kb.Mutants.Mutant;
import org.plumbline.kb.rule.CompiledRules;
import org.yaml.snakeyaml.Yaml;

/** Every mutant of the rule source is noticed by a written case. */
class MutationTest {
  private static final Path EQUIVALENT = Path.of("src/test/resources/mutation/equivalent.yaml");
  private static final double KILLED_AT_LEAST = 0.98;

  private final List<Case> cases = Case.all();
  private final List<PatientCase> patients = PatientCase.all();
  private final List<AdviceCase> advice = AdviceCase.all();

  @Test
  void everyMutantIsNoticedByACase() {
    var start = System.nanoTime();
    var mutants = Mutants.all();
    var compiled = compile(mutants);
    var equivalent = equivalent();
    var survived = new TreeMap<String, String>();
    var killed = 0;
    var listed = 0;
    for (var mutant : mutants) {
      if (noticed(with(mutant, compiled.get(mutant.name())))) {
        killed++;
      } else if (equivalent.containsKey(mutant.rule() + ": " + mutant.change())) {
        listed++;
      } else {
        survived.put(mutant.rule() + ": " + mutant.change(), mutant.name());
      }
    }
    var rules = KnowledgeBase.load().ruleNames();
    for (var rule : rules) {
      if (noticed(KnowledgeBase.without(rule::equals))) {
        killed++;
      } else {
        survived.put(rule + ": deleted", rule);
      }
    }
    var counted = mutants.size() - listed + rules.size();
    var share = (double) killed / counted;
    System.out.printf(
        "mutation: %d mutants counted (%d rules deleted, %d changes), %d killed, %d survived,"
            + " %.2f %%, %d equivalent ones not counted, %.0f s%n",
        counted,
        rules.size(),
        mutants.size() - listed,
        killed,
        survived.size(),
        100 * share,
        listed,
        (System.nanoTime() - start) / 1e9);
    survived.keySet().forEach(it -> System.out.println("survived: " + it));
    assertTrue(share >= KILLED_AT_LEAST, () -> survived.size() + " survived");
  }

  private boolean noticed(KnowledgeBase knowledge) {
    return cases.stream().anyMatch(it -> it.difference(knowledge).isPresent())
        || patients.stream().anyMatch(it -> !disposition(knowledge, it).equals(it.disposition()))
        || advice.stream().anyMatch(it -> it.difference(knowledge).isPresent());
  }

  private static String disposition(KnowledgeBase knowledge, PatientCase patient) {
    try {
      return knowledge.urgency(Intakes.of(patient.given())).code();
    } catch (IllegalStateException withoutDisposition) {
      return "none";
    }
  }

  private static KnowledgeBase with(Mutant mutant, Rule changed) {
    var rules = new ArrayList<Rule>();
    for (var rule : CompiledRules.load()) {
      rules.add(rule.getName().equals(mutant.rule()) ? inPlaceOf(rule, changed) : rule);
    }
    return new KnowledgeBase(rules);
  }

  /** The condition and consequence of the mutant under the name of the rule that it stands for. */
  private static Rule inPlaceOf(Rule rule, Rule changed) {
    return new RuleImpl(
        rule.getPackage(),
        rule.getName(),
        rule.getUnit(),
        (CompositePatterns) changed.getView(),
        new HashMap<>(),
        new HashMap<>(rule.getMetaData()));
  }

  private static Map<String, Rule> compile(List<Mutant> mutants) {
    var services = KieServices.get();
    var files = services.newKieFileSystem();
    for (var i = 0; i < mutants.size(); i++) {
      files.write(
          "src/main/resources/%s/mutant%d.drl".formatted(mutants.get(i).folder(), i),
          mutants.get(i).source());
    }
    var builder = services.newKieBuilder(files, MutationTest.class.getClassLoader());
    builder.buildAll(ExecutableModelProject.class);
    assertEquals(List.of(), builder.getResults().getMessages(Message.Level.ERROR));
    var module = (CanonicalKieModule) (InternalKieModule) builder.getKieModule();
    var rules = new HashMap<String, Rule>();
    for (var base : module.getKieModuleModel().getKieBaseModels().values()) {
      for (Model model : module.getModelForKBase((KieBaseModelImpl) base)) {
        model.getRules().forEach(rule -> rules.put(rule.getName(), rule));
      }
    }
    return rules;
  }

  /** Mutants that no intake can tell from the rule, each with the reason. */
  private static Map<String, String> equivalent() {
    try {
      Map<String, String> yaml = new Yaml().load(Files.readString(EQUIVALENT));
      return yaml == null ? Map.of() : yaml;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
