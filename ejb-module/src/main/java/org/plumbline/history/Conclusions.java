package org.plumbline.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.history.StoredAssessment.Version.Hash;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.Retelling;
import org.plumbline.kb.Transcript;
import org.plumbline.kb.VersionWords;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/** What was concluded about recorded assessments, by the knowledge of then. */
@ApplicationScoped
public class Conclusions {
  /** As many as the versions that have run here: few, and the same for ever. */
  private final Map<Hash, VersionWords> words = new ConcurrentHashMap<>();

  private KnowledgeBase knowledge;
  private LiveKnowledge live;
  private KeptWords kept;

  @SuppressWarnings("NullAway.Init")
  protected Conclusions() {} // required by the container

  @Inject
  public Conclusions(KnowledgeBase knowledge, LiveKnowledge live, KeptWords kept) {
    this.knowledge = knowledge;
    this.live = live;
    this.kept = kept;
  }

  /** What was concluded then. */
  public Recorded of(StoredAssessment stored) {
    var intake = Intake.of(stored.statements());
    var concluded = stored.concluded();
    var version = concluded.knowledge().hash();
    if (isLive(version)) {
      var assessment = knowledge.assess(intake);
      // The result depends on intake and version alone, and says more than a transcript.
      if (Transcript.of(assessment).equals(concluded.transcript())) {
        return new Recorded(stored, intake, assessment, true);
      }
    }
    var retold =
        Retelling.of(stored.knowledgeVersion(), concluded.transcript(), words(version), intake);
    return new Recorded(stored, intake, retold, isLive(version));
  }

  /**
   * Why the conclusion of a rule held, in the words of the version that recorded it.
   *
   * @param facts those that its condition read then
   */
  public Reason reason(Hash version, String rule, List<Fact> facts) {
    return words(version).reason(rule, facts);
  }

  /** What today's knowledge says of the same answers; empty when it is the one that concluded. */
  public Optional<Assessment> today(Recorded recorded) {
    return recorded.live() ? Optional.empty() : Optional.of(knowledge.assess(recorded.intake()));
  }

  private boolean isLive(Hash version) {
    return version.value().equals(live.hash());
  }

  private VersionWords words(Hash version) {
    var known = words.get(version);
    if (known == null) {
      known = read(version);
      words.put(version, known);
    }
    return known;
  }

  /** A released name never changes its meaning: today's words serve where none were kept. */
  private VersionWords read(Hash version) {
    var texts = isLive(version) ? Map.<String, String>of() : kept.of(version);
    return texts.isEmpty() ? VersionWords.of(knowledge) : VersionWords.read(texts);
  }
}
