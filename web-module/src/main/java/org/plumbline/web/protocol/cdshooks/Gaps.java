package org.plumbline.web.protocol.cdshooks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.plumbline.web.document.Hook;
import org.plumbline.web.document.Outcome.Gap;
import org.plumbline.web.document.Outcome.State;
import org.plumbline.web.intake.Missed;
import org.plumbline.web.intake.Missed.Part;

/**
 * What a card must name as not assessed. Nothing that could not be read is passed over in silence.
 */
final class Gaps {
  /** Of these the newest are enough, and no older ones are asked for. */
  private static final Set<String> IN_PART = Set.of(Hook.VITAL_SIGNS);

  private final List<Gap> gaps = new ArrayList<>();

  /** What a call lacks of the record. */
  Gaps(HookRequest request) {
    for (var key : request.hook().needed()) {
      if (!request.of(key).complete()) {
        gaps.add(new Gap(key, request.of(key).state()));
      }
    }
    request.prefetch().forEach(this::addWelcome);
    request.unread().forEach(it -> gaps.add(new Gap(it, State.UNREAD)));
  }

  /** What was sent beside what is needed, and says nothing. */
  private void addWelcome(String key, Prefetched sent) {
    var isPart = sent.state() == State.PARTIAL && !IN_PART.contains(key);
    var known = gaps.stream().anyMatch(it -> it.key().equals(key));
    if (!known && !key.equals(Hook.ENCOUNTER) && (isPart || sent.state() == State.UNREAD)) {
      gaps.add(new Gap(key, sent.state()));
    }
  }

  void addIf(boolean missing, Gap gap) {
    if (missing && !gaps.contains(gap)) {
      gaps.add(gap);
    }
  }

  void add(Collection<Missed> missed) {
    missed.forEach(it -> addIf(true, gap(it)));
  }

  private static Gap gap(Missed missed) {
    return new Gap(
        missed.shown(), missed.part() == Part.SOMEBODY_ELSE ? State.PASSED_OVER : State.UNREAD);
  }

  List<Gap> all() {
    return List.copyOf(gaps);
  }
}
