package org.plumbline.kb.fact;

/**
 * How many findings of a group of facts.yaml are there.
 *
 * @param presentCount members that are present
 * @param absentCount members that are known to be absent
 * @param size all members
 */
public record FactGroup(int presentCount, int absentCount, int size) {
  static FactGroup of(Presence... members) {
    var present = 0;
    var absent = 0;
    for (var member : members) {
      if (member == Presence.PRESENT) {
        present++;
      } else if (member == Presence.ABSENT) {
        absent++;
      }
    }
    return new FactGroup(present, absent, members.length);
  }

  public boolean isAnyPresent() {
    return presentCount > 0;
  }

  /** No member is present; absent or unknown, only where red-flags.yaml says "none present". */
  public boolean isNonePresent() {
    return presentCount == 0;
  }

  public boolean isAnyUnknown() {
    return presentCount + absentCount < size;
  }

  public boolean isAllAbsent() {
    return absentCount == size;
  }
}
