package org.plumbline.kb;

import static org.plumbline.kb.HandWrittenTriage.any;
import static org.plumbline.kb.HandWrittenTriage.anyUnknown;
import static org.plumbline.kb.HandWrittenTriage.number;
import static org.plumbline.kb.conclusion.Urgency.AMBULANCE;
import static org.plumbline.kb.conclusion.Urgency.EMERGENCY;
import static org.plumbline.kb.conclusion.Urgency.SAME_DAY;
import static org.plumbline.kb.conclusion.Urgency.URGENT;
import static org.plumbline.kb.fact.Presence.ABSENT;

import java.util.Map;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Onset;
import org.plumbline.kb.fact.PainLocation;
import org.plumbline.kb.fact.Sex;
import org.plumbline.kb.fact.Trend;

/**
 * The second reading of the families beyond the spine: aorta, heart, chest, leg vessels, vital
 * signs, tummy, flank and hip, straight from the clinical contract.
 */
final class HandWrittenBeyondTheSpine {
  private final Intake it;
  private final boolean fever;
  private final double age;
  private final double pain;
  private final boolean noLift;
  private final boolean highPain;
  private final boolean strongOrUnrated;

  HandWrittenBeyondTheSpine(Intake intake, boolean fever) {
    this.it = intake;
    this.fever = fever;
    this.age = number(it.age());
    this.pain = number(it.painNow());
    this.noLift =
        !(number(it.hoursSinceLift()) <= 336)
            && (it.onset() == Onset.UNKNOWN || it.onset() == Onset.INSIDIOUS);
    this.highPain = noLift || flank() || upperBack() || it.painLocation() == PainLocation.UNKNOWN;
    this.strongOrUnrated = !(pain < 7);
  }

  private boolean flank() {
    return it.painLocation() == PainLocation.FLANK;
  }

  private boolean upperBack() {
    return it.painLocation() == PainLocation.UPPER_BACK;
  }

  private static boolean flag(
      Map<String, Urgency> flags, String rule, Urgency urgency, boolean when) {
    if (when) {
      flags.put(rule, urgency);
    }
    return when;
  }

  /** SUDDEN-PAIN-POINTS of the contract. */
  private int points() {
    var points = 0;
    var from60 = !(age < 60);
    if (from60) {
      points += 3;
    } else if (age >= 50) {
      points += 1;
    }
    points += any(it.smoker()) && !(age < 50) ? 1 : 0;
    if (any(it.hypertensionUncontrolled())) {
      points += !(pain < 8) ? 3 : 2;
    } else if (any(it.hypertension())) {
      points += 1;
    }
    points += any(it.nauseaVomiting()) ? 1 : 0;
    points +=
        any(it.constantPain(), it.unrelentingPain()) || from60 && anyUnknown(it.constantPain())
            ? 1
            : 0;
    points += any(it.tummyPain()) || flank() || upperBack() ? 1 : 0;
    return points;
  }

  void suddenPain(Map<String, Urgency> flags) {
    var sudden = any(it.severeSuddenPain());
    flag(flags, "sudden-pain-vascular-risk", EMERGENCY, sudden && points() >= 4);
    flag(flags, "sudden-pain-some-risk", SAME_DAY, sudden && points() == 3);
  }

  void heart(Map<String, Urgency> flags) {
    var tearing = any(it.tearingPain());
    var dissection =
        flag(
            flags,
            "possible-aortic-dissection",
            AMBULANCE,
            any(it.shock())
                || any(it.tearingPain(), it.severeSuddenPain())
                    && any(it.chestPain(), it.fainting(), it.visionChange(), it.aortopathyKnown())
                || tearing
                    && (any(
                            it.hypertension(),
                            it.hypertensionUncontrolled(),
                            it.smoker(),
                            it.breathless(),
                            it.legWeakness(),
                            it.neuroSymptomsBothSides(),
                            it.legCold())
                        || !(age < 50)));
    var risk =
        flag(
            flags,
            "chest-pain-with-risk",
            AMBULANCE,
            any(it.chestPain())
                && (any(
                        it.fainting(),
                        it.visionChange(),
                        it.breathless(),
                        it.nauseaVomiting(),
                        it.effortPain(),
                        it.smoker(),
                        it.hypertension(),
                        it.hypertensionUncontrolled(),
                        it.heartDisease(),
                        it.diabetes())
                    || !(age < 40)));
    var either =
        flag(
            flags,
            "tearing-or-chest-pain",
            EMERGENCY,
            (tearing || any(it.chestPain())) && !dissection && !risk);
    flag(
        flags, "sight-change", SAME_DAY, any(it.visionChange()) && !dissection && !risk && !either);
    effort(flags);
  }

  private void effort(Map<String, Urgency> flags) {
    var effort = any(it.effortPain()) && !(age < 40);
    var unstable =
        flag(
            flags,
            "effort-pain-unstable",
            EMERGENCY,
            effort
                && (it.trend() == Trend.WORSENING && noLift
                    || any(it.heartDisease(), it.breathless(), it.nauseaVomiting())));
    flag(
        flags,
        "effort-pain",
        SAME_DAY,
        effort
            && !unstable
            && (noLift
                || any(
                    it.smoker(), it.hypertension(), it.hypertensionUncontrolled(), it.diabetes())));
  }

  void chest(Map<String, Urgency> flags) {
    var breathless = any(it.breathless());
    var severe =
        flag(
            flags,
            "breathless-severe",
            AMBULANCE,
            breathless && any(it.chestPain(), it.fainting(), it.shock()));
    var emergency =
        flag(
            flags,
            "breathless-emergency",
            EMERGENCY,
            breathless
                && !severe
                && (it.breathlessAtRest() != ABSENT
                    || any(
                        it.breathPain(),
                        it.tearingPain(),
                        it.legChanged(),
                        it.clotRisk(),
                        it.fever(),
                        it.heartDisease())
                    || upperBack()
                    || flank()
                    || !(age < 60)));
    flag(flags, "breathless-mild", SAME_DAY, breathless && !severe && !emergency);
    var breathPain = any(it.breathPain());
    var embolism =
        flag(
            flags,
            "possible-pulmonary-embolism",
            EMERGENCY,
            breathPain
                && (any(it.legChanged())
                    || any(it.clotRisk()) && highPain
                    || any(it.coughNew())
                        && any(it.clotRisk(), it.oestrogen(), it.pregnancy(), it.cancerHistory())));
    var companion =
        flag(
            flags,
            "breath-pain-with-companion",
            SAME_DAY,
            breathPain
                && !embolism
                && (any(
                        it.coughNew(),
                        it.clotRisk(),
                        it.pregnancy(),
                        it.cancerHistory(),
                        it.fever())
                    || any(it.oestrogen(), it.severeSuddenPain()) && highPain));
    flag(
        flags,
        "breath-pain-unanswered",
        URGENT,
        breathPain
            && anyUnknown(it.coughNew())
            && anyUnknown(it.clotRisk())
            && !embolism
            && !companion);
  }

  void legVessels(Map<String, Urgency> flags) {
    var ischaemia =
        flag(
            flags,
            "possible-limb-ischaemia",
            AMBULANCE,
            any(it.footPulseAbsent())
                || any(it.legCold())
                    && any(
                        it.legPain(),
                        it.legPainBelowKnee(),
                        it.legPainBothSides(),
                        it.legTingling(),
                        it.legWeakness(),
                        it.neuroSymptomsBothSides(),
                        it.paralysisSudden(),
                        it.severeSuddenPain(),
                        it.tearingPain(),
                        it.abdominalPulsation(),
                        it.aneurysmKnown()));
    var cold = flag(flags, "cold-leg", SAME_DAY, any(it.legCold()) && !ischaemia);
    var companion =
        flag(
            flags,
            "swollen-leg-with-companion",
            EMERGENCY,
            any(it.legChanged())
                && !ischaemia
                && any(
                    it.legPain(),
                    it.legPainBelowKnee(),
                    it.legTingling(),
                    it.legPainBothSides(),
                    it.tummyPain(),
                    it.breathPain(),
                    it.breathless(),
                    it.clotRisk(),
                    it.pregnancy(),
                    it.cancerHistory()));
    flag(flags, "swollen-leg", SAME_DAY, any(it.legChanged()) && !ischaemia && !cold && !companion);
  }

  void vitalSigns(Map<String, Urgency> flags) {
    var pulse = number(it.heartRate());
    var breathing = number(it.respiratoryRate());
    var saturation = number(it.oxygenSaturation());
    var systolic = number(it.systolicPressure());
    var adult = !(age < 16);
    var red =
        flag(
            flags,
            "vital-sign-red",
            EMERGENCY,
            adult
                && (pulse >= 131
                    || breathing >= 25
                    || breathing <= 8
                    || saturation <= 91
                    || systolic <= 90
                    || pulse <= 40
                        && (any(it.fainting(), it.unwell(), it.breathless(), it.chestPain())
                            || systolic <= 100)));
    var abnormal =
        adult && (pulse >= 111 || breathing >= 21 || saturation <= 93 || systolic <= 100);
    var ill =
        fever
            || any(it.unwell())
            || any(
                it.immunosuppression(),
                it.injectedDrugs(),
                it.spinalProcedureRecent(),
                it.diabetes(),
                it.infectionRecent());
    var withIllness = flag(flags, "vital-sign-with-illness", EMERGENCY, abnormal && ill && !red);
    flag(flags, "vital-sign-abnormal", SAME_DAY, abnormal && !red && !withIllness);
  }

  void tummyFlankAndHip(Map<String, Urgency> flags) {
    var severeFlank =
        flag(
            flags,
            "severe-flank-pain",
            EMERGENCY,
            flank()
                && (pain >= 9
                    || any(it.fainting())
                    || any(it.painOutOfProportion(), it.unrelentingPain()) && strongOrUnrated
                    || age >= 60 && (pain >= 7 || any(it.constantPain(), it.severeSuddenPain()))));
    flag(
        flags,
        "flank-pain-with-vomiting",
        SAME_DAY,
        flank() && any(it.nauseaVomiting(), it.tummyPain()) && !severeFlank);
    tummy(flags);
    flag(
        flags,
        "vomiting-with-constant-pain",
        SAME_DAY,
        any(it.nauseaVomiting()) && any(it.constantPain(), it.unrelentingPain()));
    flag(
        flags,
        "hip-pain-fracture-risk",
        URGENT,
        any(it.hipPain())
            && (!(age < 60) || any(it.osteoporosis(), it.steroidsLongTerm()) || noLift));
  }

  private void tummy(Map<String, Urgency> flags) {
    var tummy = any(it.tummyPain());
    var sudden = any(it.severeSuddenPain());
    var severe =
        flag(
            flags,
            "severe-tummy-pain",
            EMERGENCY,
            tummy
                    && (any(it.unrelentingPain(), it.fainting(), it.abdominalPulsation())
                        || (any(it.painOutOfProportion()) || sudden && noLift) && strongOrUnrated)
                || any(it.abdominalTenderness())
                    && (fever
                        || sudden
                        || any(it.nauseaVomiting(), it.fainting(), it.unrelentingPain())));
    var pregnancyUnknown =
        it.sex() != Sex.MALE && age >= 11 && age <= 55 && anyUnknown(it.pregnancy());
    flag(
        flags,
        "tummy-pain-with-companion",
        SAME_DAY,
        !severe
            && (any(it.abdominalTenderness())
                || tummy
                    && (any(it.nauseaVomiting(), it.unwell(), it.constantPain(), it.pregnancy())
                        || sudden && (strongOrUnrated || noLift)
                        || fever
                        || pain >= 8
                        || !(age < 60)
                        || pregnancyUnknown)));
  }
}
