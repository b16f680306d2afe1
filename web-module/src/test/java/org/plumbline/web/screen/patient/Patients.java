package org.plumbline.web.screen.patient;

import java.util.LinkedHashMap;
import java.util.Map;

/** Patients who take the questions to their end, by the codes of facts. */
final class Patients {
  private static final String LIFT = "hours-since-lift: 24, duration-weeks: 0.1428571429, ";

  static final Map<String, String> SORE =
      of(
          LIFT
              + "age: 27, sex: male, onset: delayed-12-72h, trend: improving, pain-now: 4,"
              + " pain-worst: 6, pain-location: beside-spine, sore-both-sides-of-spine: present,"
              + " eases-with-walking: present, deep-heavy-ache: present, no-pain-at-rest: present,"
              + " unusual-load: present");

  static final Map<String, String> RADICULAR =
      of(
          "hours-since-lift: 336, duration-weeks: 2, age: 41, sex: female, onset: during-lift,"
              + " trend: same, pain-now: 6, pain-worst: 8, pain-location: leg, leg-pain: present,"
              + " leg-pain-below-knee: present, leg-pain-worse-than-back: present,"
              + " leg-tingling: present, cough-sneeze-worse: present,"
              + " worse-bending-or-sitting: present, buttock-pain: present");

  static final Map<String, String> CAUDA_EQUINA =
      of(
          LIFT
              + "age: 38, sex: male, onset: during-lift, trend: worsening, pain-now: 7,"
              + " pain-worst: 8, pain-location: leg, leg-pain: present, leg-tingling: present,"
              + " saddle-numbness: present, bladder-retention: present,"
              + " pelvic-symptoms-new: present");

  /** With a parent. */
  static final Map<String, String> CHILD =
      of(
          LIFT
              + "age: 14, sex: male, onset: delayed-12-72h, trend: improving, pain-now: 4,"
              + " pain-worst: 5, pain-location: beside-spine, sore-both-sides-of-spine: present,"
              + " deep-heavy-ache: present, unusual-load: present");

  private Patients() {}

  private static Map<String, String> of(String text) {
    var values = new LinkedHashMap<String, String>();
    for (var part : text.split(", ")) {
      values.put(part.split(": ")[0], part.split(": ")[1]);
    }
    return values;
  }
}
