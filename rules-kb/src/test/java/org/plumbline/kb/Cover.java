package org.plumbline.kb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.logicng.datastructures.Tristate;
import org.logicng.formulas.FormulaFactory;
import org.logicng.formulas.Literal;
import org.logicng.formulas.Variable;
import org.logicng.solvers.MiniSat;
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.condition.States;
import org.plumbline.kb.fact.Fact;

/**
 * Whether regions of the space of all intakes lie within a sum of products; decided by a SAT solver
 * that looks for an intake of the region in none of the products. One variable per state of a fact,
 * one of them true per fact.
 */
public final class Cover {
  private final FormulaFactory formulas = new FormulaFactory();
  private final MiniSat solver = MiniSat.miniSat(formulas);
  private final States states;

  public Cover(States states, List<Cube> cubes) {
    this.states = states;
    for (var fact : Fact.values()) {
      solver.add(formulas.exo(variables(fact, states.all(fact))));
    }
    for (var cube : cubes) {
      var outside = new ArrayList<Literal>();
      cube.forEach((fact, mask) -> outside.addAll(variables(fact, states.all(fact) & ~mask)));
      solver.add(formulas.clause(outside));
    }
  }

  /**
   * Whether every intake of the region is in one of the cubes.
   *
   * @param region the states allowed; every state for a fact that is not named
   */
  public boolean covers(Map<Fact, Long> region) {
    var assumptions = new ArrayList<Literal>();
    region.forEach(
        (fact, mask) ->
            variables(fact, states.all(fact) & ~mask).forEach(it -> assumptions.add(it.negate())));
    return solver.sat(assumptions) == Tristate.FALSE;
  }

  private List<Variable> variables(Fact fact, long mask) {
    var variables = new ArrayList<Variable>();
    for (var i = 0; i < states.count(fact); i++) {
      if ((mask & 1L << i) != 0) {
        variables.add(formulas.variable(fact.name() + "_" + i));
      }
    }
    return variables;
  }
}
