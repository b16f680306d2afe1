package org.plumbline.kb;

import static org.plumbline.kb.conclusion.Urgency.AMBULANCE;
import static org.plumbline.kb.conclusion.Urgency.EMERGENCY;
import static org.plumbline.kb.conclusion.Urgency.ROUTINE;
import static org.plumbline.kb.conclusion.Urgency.SAME_DAY;
import static org.plumbline.kb.conclusion.Urgency.SELF_CARE;
import static org.plumbline.kb.conclusion.Urgency.URGENT;
import static org.plumbline.kb.fact.Presence.ABSENT;
import static org.plumbline.kb.fact.Presence.PRESENT;
import static org.plumbline.kb.fact.Presence.UNKNOWN;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.NightPainPolicy;
import org.plumbline.kb.fact.Onset;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Sex;
import org.plumbline.kb.fact.Trend;

/**
 * The red-flag rules a second time, as plain Java straight from red-flags.yaml, without groups and
 * inferred findings: the rules must conclude the same on every intake, and the benchmark compares
 * with it.
 */
final class HandWrittenTriage {
  private static final String[] INFECTION_ABOVE = {
    "infection-with-neurology",
    "fever-with-infection-risk",
    "fever-with-hip-pain",
    "spinal-tenderness-with-unrelenting-pain"
  };

  private final Intake it;
  private final Map<String, Urgency> flags = new LinkedHashMap<>();
  private final Set<String> floors = new TreeSet<>();
  private final boolean fever;
  private final boolean legSign;
  private final boolean reduced;
  private final HandWrittenBeyondTheSpine beyond;

  HandWrittenTriage(Intake intake) {
    this.it = intake;
    this.fever = any(it.fever()) || number(it.temperature()) >= 38.0;
    this.reduced = number(it.weakestMuscleGrade()) < 5;
    this.beyond = new HandWrittenBeyondTheSpine(intake, fever);
    this.legSign =
        any(
                it.legPain(),
                it.legPainBelowKnee(),
                it.legPainBothSides(),
                it.legTingling(),
                it.neuroSymptomsBothSides(),
                it.legWeakness(),
                it.footDrop())
            || reduced;
    caudaEquina();
    bothLegs();
    power();
    cord();
    nightPain();
    fracture();
    malignancy();
    infection();
    aorta();
    muscle();
    abdomen();
    beyond.chest(flags);
    beyond.legVessels(flags);
    beyond.vitalSigns(flags);
    beyond.tummyFlankAndHip(flags);
    other();
    unanswered();
    floors();
  }

  Map<String, Urgency> redFlags() {
    return flags;
  }

  Set<String> dispositions() {
    return floors;
  }

  Urgency urgency() {
    return flags.values().stream()
        .max(Urgency::compareTo)
        .orElse(floors.contains("self-care-with-review") ? SELF_CARE : ROUTINE);
  }

  static double number(@Nullable Double reading) {
    return reading == null ? Double.NaN : reading;
  }

  static boolean any(Presence... findings) {
    return has(PRESENT, findings);
  }

  static boolean anyUnknown(Presence... findings) {
    return has(UNKNOWN, findings);
  }

  private static boolean allAbsent(Presence... findings) {
    return !has(PRESENT, findings) && !has(UNKNOWN, findings);
  }

  private static boolean has(Presence wanted, Presence... findings) {
    for (var finding : findings) {
      if (finding == wanted) {
        return true;
      }
    }
    return false;
  }

  private static int count(Presence... findings) {
    var count = 0;
    for (var finding : findings) {
      count += finding == PRESENT ? 1 : 0;
    }
    return count;
  }

  /** Whether the spell has lasted so many weeks, in hundredths of an hour. */
  private boolean weeks(int weeks) {
    return hundredths(168 * number(it.durationWeeks())) >= weeks * 16_800L;
  }

  /** The larger of the two durations that are known, in hundredths of an hour; negative if none. */
  private long elapsed() {
    return Math.max(
        hundredths(number(it.hoursSinceLift())), hundredths(168 * number(it.durationWeeks())));
  }

  /** Neither known to be within 48 hours, nor improving or the same. */
  private boolean worseningFor48Hours() {
    return it.trend() == Trend.WORSENING && (elapsed() < 0 || elapsed() >= 4_800);
  }

  private boolean noSession() {
    return it.hoursSinceLift() == null || it.hoursSinceLift() > 336;
  }

  private boolean noLift() {
    return noSession() && (it.onset() == Onset.UNKNOWN || it.onset() == Onset.INSIDIOUS);
  }

  private boolean pelvicSymptom() {
    return any(
        it.saddleNumbness(),
        it.bladderRetention(),
        it.bladderIncontinence(),
        it.bowelIncontinence(),
        it.rectalSensationLoss(),
        it.sexualDysfunction());
  }

  private static long hundredths(double hours) {
    return Double.isNaN(hours) ? -1 : Math.round(hours * 100);
  }

  private boolean absent(Presence finding) {
    return finding == ABSENT;
  }

  private boolean fired(String... rules) {
    for (var rule : rules) {
      if (flags.containsKey(rule)) {
        return true;
      }
    }
    return false;
  }

  private void flag(String rule, Urgency urgency, boolean when) {
    if (when) {
      flags.put(rule, urgency);
    }
  }

  private void caudaEquina() {
    var maybeNew = !absent(it.pelvicSymptomsNew());
    var old = absent(it.pelvicSymptomsNew());
    flag("saddle-sensory-change", EMERGENCY, any(it.saddleNumbness()) && maybeNew);
    flag(
        "bladder-disturbance",
        EMERGENCY,
        any(it.bladderRetention(), it.bladderIncontinence()) && maybeNew);
    flag(
        "bowel-disturbance",
        EMERGENCY,
        any(it.bowelIncontinence(), it.rectalSensationLoss()) && maybeNew);
    flag(
        "cauda-equina-examination-sign",
        EMERGENCY,
        any(it.analToneReduced(), it.perianalSensationReduced())
            || number(it.postVoidResidual()) >= 200);
    var other =
        fired(
            "saddle-sensory-change",
            "bladder-disturbance",
            "bowel-disturbance",
            "cauda-equina-examination-sign");
    flag(
        "sexual-dysfunction-with-other-signs",
        EMERGENCY,
        any(it.sexualDysfunction()) && maybeNew && (legSign || other));
    flag(
        "sexual-dysfunction-alone",
        SAME_DAY,
        any(it.sexualDysfunction()) && maybeNew && !fired("sexual-dysfunction-with-other-signs"));
    var pelvic =
        count(
            it.saddleNumbness(),
            it.bladderRetention(),
            it.bladderIncontinence(),
            it.bowelIncontinence(),
            it.rectalSensationLoss(),
            it.sexualDysfunction());
    flag(
        "pelvic-symptom-with-worsening-weakness",
        EMERGENCY,
        any(it.weaknessWorsening()) && pelvic >= 1);
    flag(
        "pelvic-symptom-long-standing-with-signs",
        SAME_DAY,
        old
            && any(
                it.saddleNumbness(),
                it.bladderRetention(),
                it.bowelIncontinence(),
                it.rectalSensationLoss())
            && (legSign || pelvic >= 2));
    flag(
        "bladder-leak-long-standing",
        ROUTINE,
        old
            && any(it.bladderIncontinence())
            && allAbsent(
                it.saddleNumbness(),
                it.bladderRetention(),
                it.bowelIncontinence(),
                it.rectalSensationLoss(),
                it.sexualDysfunction(),
                it.legWeakness(),
                it.neuroSymptomsBothSides()));
    flag(
        "pelvic-symptom-long-standing",
        URGENT,
        old
            && pelvic >= 1
            && !fired("pelvic-symptom-long-standing-with-signs", "bladder-leak-long-standing"));
  }

  private void bothLegs() {
    var both = any(it.legPainBothSides());
    flag(
        "neuro-symptoms-both-legs",
        EMERGENCY,
        any(it.neuroSymptomsBothSides())
            || both && (any(it.legWeakness(), it.weaknessWorsening()) || reduced)
            || both
                && any(
                    it.legTingling(), it.footDrop(), it.kneeGivesWay(), it.neuroDeficitExamined())
                && !absent(it.neuroSymptomsBothSides()));
    flag(
        "leg-pain-both-legs-severe",
        EMERGENCY,
        both
            && !fired("neuro-symptoms-both-legs")
            && (number(it.painNow()) >= 9
                || pelvicSymptom()
                || worseningFor48Hours()
                || any(it.constantPain()) && number(it.age()) >= 60));
    flag(
        "leg-pain-both-legs",
        SAME_DAY,
        both && !fired("neuro-symptoms-both-legs", "leg-pain-both-legs-severe"));
  }

  private void power() {
    var grade = number(it.weakestMuscleGrade());
    var unexamined = Double.isNaN(grade);
    var marked = any(it.footDrop()) || grade <= 3;
    flag(
        "severe-weakness-worsening",
        EMERGENCY,
        marked && (any(it.weaknessWorsening()) || grade <= 2));
    flag("severe-weakness", SAME_DAY, marked && !fired("severe-weakness-worsening"));
    flag(
        "weakness-worsening",
        SAME_DAY,
        any(it.weaknessWorsening()) && !fired("severe-weakness-worsening", "severe-weakness"));
    flag(
        "weakness-not-examined",
        SAME_DAY,
        any(it.legWeakness(), it.legWeaknessSudden(), it.kneeGivesWay())
            && unexamined
            && !fired("severe-weakness-worsening", "severe-weakness", "weakness-worsening"));
    flag(
        "reflexes-absent-with-weakness",
        EMERGENCY,
        any(it.reflexesAbsentBothLegs())
            && (any(
                    it.legWeakness(),
                    it.weaknessWorsening(),
                    it.walkingNewDifficulty(),
                    it.neuroSymptomsBothSides())
                || reduced));
    flag(
        "walking-difficulty-not-explained",
        SAME_DAY,
        any(it.walkingNewDifficulty())
            && !any(it.paralysisSudden())
            && (unexamined
                || anyUnknown(it.upperMotorNeuronSigns())
                || any(it.gaitTestAbnormal())));
    flag(
        "walking-difficulty-examined",
        URGENT,
        any(it.walkingNewDifficulty()) && !fired("walking-difficulty-not-explained"));
    flag(
        "mild-stable-weakness",
        URGENT,
        grade > 3 && grade < 5 && !any(it.weaknessWorsening(), it.footDrop()));
    flag("sudden-weakness-examined-normal", URGENT, any(it.legWeaknessSudden()) && grade >= 5);
    flag(
        "reported-weakness-examined-normal",
        ROUTINE,
        any(it.legWeakness(), it.kneeGivesWay())
            && grade >= 5
            && !fired("sudden-weakness-examined-normal"));
    flag("nerve-deficit-on-examination", URGENT, any(it.neuroDeficitExamined()));
  }

  private void cord() {
    flag("sudden-paralysis", AMBULANCE, any(it.paralysisSudden()));
    flag("upper-motor-neuron-signs", EMERGENCY, any(it.upperMotorNeuronSigns()));
    var bleeding = any(it.anticoagulant());
    flag(
        "bleeding-risk-with-neurology",
        EMERGENCY,
        bleeding
            && (any(
                    it.severeSuddenPain(),
                    it.legTingling(),
                    it.neuroSymptomsBothSides(),
                    it.legWeakness(),
                    it.footDrop(),
                    it.legPainBothSides())
                || reduced));
    flag(
        "bleeding-risk-with-leg-pain",
        SAME_DAY,
        bleeding
            && any(it.legPain(), it.legPainBelowKnee())
            && !fired("bleeding-risk-with-neurology"));
  }

  private void nightPain() {
    var night = any(it.nightPain());
    flag("night-pain-with-fever", SAME_DAY, night && fever);
    var qualifiers =
        new Presence[] {
          it.cancerHistory(),
          it.weightLossUnexplained(),
          it.fever(),
          it.unwell(),
          it.immunosuppression(),
          it.nightPainNoEasingPosition()
        };
    flag(
        "constant-night-pain",
        SAME_DAY,
        night
            && any(it.constantPain())
            && (number(it.painNow()) >= 7
                || any(it.nightPainNoEasingPosition())
                || worseningFor48Hours()));
    flag(
        "night-pain-qualified",
        URGENT,
        night
            && !fever
            && (any(qualifiers)
                || anyUnknown(qualifiers)
                || number(it.age()) >= 50
                    && (any(it.constantPain()) || it.trend() == Trend.WORSENING)
                || noSession() && !(number(it.age()) < 40) && it.trend() != Trend.IMPROVING));
    flag("night-pain-unqualified", ROUTINE, night && !fever && !fired("night-pain-qualified"));
    flag("night-pain-strict", SAME_DAY, night && it.nightPainPolicy() == NightPainPolicy.STRICT);
  }

  private void fracture() {
    flag(
        "major-trauma-with-signs",
        AMBULANCE,
        any(it.majorTrauma())
            && (any(
                    it.traumaHurtsToMove(),
                    it.midlineTenderness(),
                    it.neuroSymptomsBothSides(),
                    it.legWeakness(),
                    it.legWeaknessSudden(),
                    it.weaknessWorsening(),
                    it.footDrop(),
                    it.legTingling(),
                    it.walkingNewDifficulty(),
                    it.saddleNumbness(),
                    it.bladderRetention(),
                    it.cannotWalk())
                || reduced));
    flag("major-trauma", EMERGENCY, any(it.majorTrauma()) && !fired("major-trauma-with-signs"));
    flag(
        "fragility-fracture",
        SAME_DAY,
        (any(it.osteoporosis(), it.steroidsLongTerm()) || number(it.age()) >= 70)
                && any(
                    it.suddenPainMinorLoad(),
                    it.severeSuddenPain(),
                    it.midlineTenderness(),
                    it.spinousTenderness(),
                    it.minorTrauma())
            || any(it.osteoporosis(), it.steroidsLongTerm())
                && (any(it.constantPain(), it.unrelentingPain()) || number(it.painNow()) >= 8)
            || any(it.osteoporosis()) && any(it.steroidsLongTerm()));
    flag(
        "fracture-from-50",
        SAME_DAY,
        number(it.age()) >= 50
            && any(it.suddenPainMinorLoad(), it.minorTrauma())
            && any(it.midlineTenderness(), it.spinousTenderness()));
    flag(
        "bony-tenderness-with-contusion",
        SAME_DAY,
        any(it.midlineTenderness()) && any(it.contusion()));
    flag("fracture-after-seizure", SAME_DAY, any(it.seizure()));
    flag(
        "bony-tenderness-with-constant-pain",
        SAME_DAY,
        any(it.midlineTenderness()) && any(it.constantPain(), it.nightPain()));
  }

  private boolean worseningLate() {
    return it.trend() == Trend.WORSENING && !(number(it.hoursSinceLift()) < 48);
  }

  private void malignancy() {
    var cancer = any(it.cancerHistory());
    flag(
        "cancer-history-with-neurology",
        EMERGENCY,
        cancer
            && (any(
                    it.neuroSymptomsBothSides(),
                    it.legWeakness(),
                    it.legWeaknessSudden(),
                    it.weaknessWorsening(),
                    it.kneeGivesWay(),
                    it.walkingNewDifficulty(),
                    it.footDrop(),
                    it.legTingling(),
                    it.legPain(),
                    it.legPainBelowKnee(),
                    it.legPainBothSides(),
                    it.neuroDeficitExamined())
                || reduced));
    flag(
        "cancer-history-with-spinal-pain",
        SAME_DAY,
        cancer
            && !fired("cancer-history-with-neurology")
            && (any(
                    it.nightPain(),
                    it.unrelentingPain(),
                    it.constantPain(),
                    it.severeSuddenPain(),
                    it.coughSneezeWorse(),
                    it.midlineTenderness(),
                    it.spinousTenderness())
                || it.trend() == Trend.WORSENING));
    flag(
        "cancer-history",
        URGENT,
        cancer && !fired("cancer-history-with-neurology", "cancer-history-with-spinal-pain"));
    flag("unexplained-weight-loss", URGENT, any(it.weightLossUnexplained()));
  }

  private void infection() {
    var ill = fever || any(it.unwell());
    var risk =
        any(
            it.immunosuppression(),
            it.injectedDrugs(),
            it.spinalProcedureRecent(),
            it.diabetes(),
            it.infectionRecent());
    flag(
        "infection-with-neurology",
        EMERGENCY,
        ill
                && any(
                    it.legWeakness(),
                    it.neuroSymptomsBothSides(),
                    it.neckStiffness(),
                    it.weaknessWorsening(),
                    it.injectedDrugs())
            || fever
                && any(
                    it.walkingNewDifficulty(),
                    it.footDrop(),
                    it.legTingling(),
                    it.legPainBothSides()));
    flag(
        "fever-with-infection-risk",
        EMERGENCY,
        fever
            && any(
                it.immunosuppression(),
                it.spinalProcedureRecent(),
                it.injectedDrugs(),
                it.diabetes()));
    flag("fever-with-hip-pain", EMERGENCY, fever && any(it.hipPain()));
    flag(
        "spinal-tenderness-with-unrelenting-pain",
        EMERGENCY,
        any(it.midlineTenderness()) && any(it.unrelentingPain()));
    flag(
        "unwell-without-fever",
        URGENT,
        any(it.unwell())
            && absent(it.fever())
            && !fever
            && !risk
            && !any(it.pregnancy(), it.unrelentingPain(), it.nightPain(), it.burningUrine())
            && !fired(INFECTION_ABOVE));
    flag(
        "systemically-unwell",
        SAME_DAY,
        ill && !fired(INFECTION_ABOVE) && !fired("unwell-without-fever"));
    flag(
        "infection-risk-with-worsening-pain",
        SAME_DAY,
        risk
            && !ill
            && (worseningLate()
                || number(it.painNow()) >= 9
                || any(it.unrelentingPain(), it.nightPain(), it.midlineTenderness())));
    flag(
        "infection-risk",
        URGENT,
        (any(it.injectedDrugs(), it.spinalProcedureRecent(), it.immunosuppression())
                || any(it.infectionRecent()) && noLift())
            && !fired(INFECTION_ABOVE)
            && !fired(
                "unwell-without-fever",
                "systemically-unwell",
                "infection-risk-with-worsening-pain"));
  }

  private void aorta() {
    var aneurysm = any(it.abdominalPulsation(), it.aneurysmKnown());
    flag(
        "aneurysm-with-collapse",
        AMBULANCE,
        aneurysm && any(it.fainting(), it.shock(), it.severeSuddenPain()));
    flag("collapse-with-sudden-pain", AMBULANCE, any(it.fainting()) && any(it.severeSuddenPain()));
    flag(
        "abdominal-pulsation-under-50",
        SAME_DAY,
        any(it.abdominalPulsation())
            && absent(it.aneurysmKnown())
            && number(it.age()) < 50
            && !any(it.constantPain(), it.unrelentingPain(), it.nightPain())
            && !fired("aneurysm-with-collapse", "collapse-with-sudden-pain"));
    flag(
        "possible-aneurysm",
        EMERGENCY,
        aneurysm && !fired("aneurysm-with-collapse", "abdominal-pulsation-under-50"));
    beyond.suddenPain(flags);
    var faint = any(it.fainting()) && !any(it.severeSuddenPain());
    flag(
        "fainting-from-50",
        EMERGENCY,
        faint && (number(it.age()) >= 50 || Double.isNaN(number(it.age()))));
    flag("fainting-under-50", SAME_DAY, faint && number(it.age()) < 50);
    flag(
        "vascular-risk-with-constant-pain",
        SAME_DAY,
        any(it.constantPain())
            && (number(it.age()) >= 60
                    && (any(it.smoker(), it.hypertension(), it.hypertensionUncontrolled())
                        || it.sex() == Sex.MALE
                        || number(it.painNow()) >= 7)
                || number(it.age()) >= 50
                    && any(it.smoker())
                    && any(it.hypertension(), it.hypertensionUncontrolled()))
            && !fired(
                "aneurysm-with-collapse",
                "collapse-with-sudden-pain",
                "abdominal-pulsation-under-50",
                "possible-aneurysm",
                "sudden-pain-vascular-risk",
                "sudden-pain-some-risk",
                "fainting-from-50",
                "fainting-under-50"));
    beyond.heart(flags);
  }

  private void muscle() {
    var kinase = number(it.creatineKinase());
    flag(
        "low-urine-output-alone",
        SAME_DAY,
        any(it.lowUrineOutput())
            && allAbsent(
                it.darkUrine(),
                it.bladderRetention(),
                it.muscleSwelling(),
                it.painOutOfProportion())
            && !(kinase >= 1000));
    flag(
        "possible-rhabdomyolysis",
        EMERGENCY,
        any(it.darkUrine())
            || any(it.lowUrineOutput()) && !fired("low-urine-output-alone")
            || kinase >= 5000
            || kinase >= 1000 && any(it.muscleSwelling(), it.painOutOfProportion())
            || any(it.bloodInUrine())
                && any(it.unusualLoad(), it.painOutOfProportion(), it.muscleSwelling()));
    flag(
        "raised-creatine-kinase",
        SAME_DAY,
        kinase >= 1000 && !fired("low-urine-output-alone", "possible-rhabdomyolysis"));
    var signs = count(it.muscleSwelling(), it.paraspinalRigidity(), it.paraspinalSkinNumbness());
    var worseAndStrong = it.trend() == Trend.WORSENING && !(number(it.painNow()) < 7);
    flag(
        "possible-compartment-syndrome",
        EMERGENCY,
        any(it.painOutOfProportion())
                && (signs >= 1
                    || any(it.painOnPassiveFlexion(), it.unrelentingPain())
                    || worseAndStrong)
            || any(it.paraspinalRigidity())
                && (anyUnknown(it.painOutOfProportion())
                    || any(
                        it.muscleSwelling(),
                        it.paraspinalSkinNumbness(),
                        it.unrelentingPain(),
                        it.darkUrine(),
                        it.painOnPassiveFlexion())
                    || number(it.painNow()) >= 8)
            || signs >= 2
            || signs >= 1 && worseAndStrong);
    flag(
        "muscle-warning-sign",
        SAME_DAY,
        any(
                it.painOutOfProportion(),
                it.paraspinalRigidity(),
                it.muscleSwelling(),
                it.paraspinalSkinNumbness())
            && !fired("possible-compartment-syndrome"));
  }

  private void abdomen() {
    var colic = any(it.colickyFlankPain());
    flag("fever-with-colic", EMERGENCY, fever && colic);
    flag("colic-from-60", EMERGENCY, colic && number(it.age()) >= 60);
    flag(
        "possible-renal-colic",
        SAME_DAY,
        any(it.colickyFlankPain(), it.bloodInUrine())
            && !fired("fever-with-colic", "colic-from-60"));
    flag(
        "possible-kidney-infection",
        SAME_DAY,
        any(it.burningUrine(), it.flankPercussionTenderness()) && (fever || any(it.unwell())));
    flag(
        "burning-urine-alone",
        URGENT,
        any(it.burningUrine()) && !fired("possible-kidney-infection"));
    var lump = any(it.groinLump());
    flag(
        "irreducible-hernia",
        EMERGENCY,
        lump
            && (any(it.lumpIrreducible())
                || any(it.nauseaVomiting()) && !absent(it.lumpIrreducible())));
    flag(
        "hernia-reducibility-unknown",
        SAME_DAY,
        lump && anyUnknown(it.lumpIrreducible()) && !fired("irreducible-hernia"));
    flag("possible-hernia", ROUTINE, lump && absent(it.lumpIrreducible()));
  }

  private void other() {
    var criteria =
        count(
            it.backPainBeganBefore35(),
            it.nightPainSecondHalf(),
            it.buttockPain(),
            it.improvesWithMovement(),
            it.nsaidResponse(),
            it.familySpondyloarthritis(),
            it.arthritisHistory(),
            it.enthesitisHistory(),
            it.psoriasis());
    var inflammatory = any(it.backPainBeganBefore45()) && weeks(12);
    flag("axial-spondyloarthritis-referral", ROUTINE, inflammatory && criteria >= 4);
    flag("axial-spondyloarthritis-test", ROUTINE, inflammatory && criteria == 3);
    flag(
        "possible-pars-stress-injury",
        URGENT,
        number(it.age()) <= 25
            && any(it.worseBendingBack())
            && (weeks(3) || it.onset() == Onset.INSIDIOUS));
    flag("pregnancy-warning-sign", EMERGENCY, any(it.pregnancyWarningSign()));
    flag("pregnancy-with-burning-urine", SAME_DAY, any(it.pregnancy()) && any(it.burningUrine()));
    flag(
        "pregnancy",
        URGENT,
        any(it.pregnancy()) && !fired("pregnancy-warning-sign", "pregnancy-with-burning-urine"));
    flag(
        "under-16-with-warning-sign",
        SAME_DAY,
        number(it.age()) < 16
            && (fever
                || any(
                    it.nightPain(),
                    it.constantPain(),
                    it.legWeakness(),
                    it.walkingNewDifficulty(),
                    it.neuroSymptomsBothSides())));
    flag("under-16", URGENT, number(it.age()) < 16 && !fired("under-16-with-warning-sign"));
    flag(
        "disabling-pain",
        SAME_DAY,
        any(it.cannotWalk())
            || number(it.painNow()) >= 9
                && (!absent(it.cannotWalk()) || any(it.unrelentingPain())));
    flag("severe-pain-but-walking", URGENT, number(it.painNow()) >= 9 && !fired("disabling-pain"));
    flag(
        "severe-pain-first-day",
        SAME_DAY,
        number(it.painNow()) >= 9 && (number(it.hoursSinceLift()) <= 24 || number(it.age()) < 18));
    flag(
        "non-mechanical-pain-severe",
        EMERGENCY,
        any(it.unrelentingPain())
            && any(it.constantPain())
            && (any(it.nightPainNoEasingPosition())
                || number(it.painNow()) >= 9
                || number(it.age()) >= 50));
    flag(
        "unrelenting-pain",
        SAME_DAY,
        any(it.unrelentingPain()) && !fired("non-mechanical-pain-severe"));
    flag("not-recovering-at-6-weeks", ROUTINE, weeks(6) && it.trend() != Trend.IMPROVING);
  }

  private void unanswered() {
    var caudaUnknown =
        anyUnknown(
            it.saddleNumbness(),
            it.bladderRetention(),
            it.bladderIncontinence(),
            it.bowelIncontinence());
    var both = any(it.legPainBothSides(), it.neuroSymptomsBothSides());
    var sexual = anyUnknown(it.sexualDysfunction());
    flag("cauda-equina-screen-incomplete-bilateral", EMERGENCY, caudaUnknown && both);
    flag(
        "cauda-equina-screen-incomplete-leg",
        SAME_DAY,
        caudaUnknown && legSign && !fired("cauda-equina-screen-incomplete-bilateral"));
    flag(
        "sexual-question-unanswered-bilateral",
        SAME_DAY,
        sexual
            && both
            && !fired(
                "cauda-equina-screen-incomplete-bilateral", "cauda-equina-screen-incomplete-leg"));
    flag(
        "sexual-question-unanswered-leg",
        URGENT,
        sexual
            && legSign
            && !fired(
                "cauda-equina-screen-incomplete-bilateral",
                "cauda-equina-screen-incomplete-leg",
                "sexual-question-unanswered-bilateral"));
    var core =
        anyUnknown(
            it.saddleNumbness(),
            it.bladderRetention(),
            it.bladderIncontinence(),
            it.bowelIncontinence(),
            it.legPainBothSides(),
            it.neuroSymptomsBothSides(),
            it.legWeakness(),
            it.fever(),
            it.majorTrauma(),
            it.cancerHistory(),
            it.weightLossUnexplained(),
            it.nightPain(),
            it.darkUrine(),
            it.tearingPain(),
            it.chestPain(),
            it.muscleSwelling(),
            it.painOutOfProportion());
    flag(
        "red-flag-screen-incomplete",
        URGENT,
        core
            || Double.isNaN(number(it.age()))
            || anyUnknown(it.abdominalPulsation()) && !(number(it.age()) < 50));
    flag("contradictory-answers", URGENT, it.contradictory(Contradiction.Subject.SIGN));
    flag("contradictory-pain-answers", ROUTINE, it.contradictory(Contradiction.Subject.PAIN));
  }

  private void floors() {
    var worst = flags.values().stream().max(Urgency::compareTo).orElse(SELF_CARE);
    if (!flags.isEmpty()) {
      floors.add("most-urgent-red-flag");
    }
    if (worst.compareTo(ROUTINE) <= 0) {
      floor(
          "leg-symptom-floor",
          any(it.legPain(), it.legPainBelowKnee(), it.legTingling(), it.legWeakness()));
      floor(
          "seventy-two-hour-rule",
          it.trend() != Trend.IMPROVING && (elapsed() >= 7_200 || elapsed() < 0));
      floor("worse-after-48-hours", it.trend() == Trend.WORSENING && elapsed() >= 4_800);
      floor("new-symptom-floor", any(it.breathPain(), it.tummyPain(), it.effortPain()));
      floor("recurs-each-session", any(it.recursEachSession()));
    }
    floor("self-care-with-review", floors.isEmpty());
  }

  private void floor(String rule, boolean when) {
    if (when) {
      floors.add(rule);
    }
  }
}
