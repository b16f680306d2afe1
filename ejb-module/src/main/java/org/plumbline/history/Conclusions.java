package org.plumbline.history;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.database.Rows;
import org.plumbline.history.StoredAssessment.Version.Hash;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Retelling;
import org.plumbline.kb.Transcript;
import org.plumbline.kb.VersionWords;
import org.plumbline.kb.fact.Intake;

/** What was concluded about recorded assessments, by the knowledge of then. */
@Stateless
public class Conclusions {
  /** As many as the versions that have run here: few, and the same for ever. */
  private final Map<Hash, VersionWords> words = new ConcurrentHashMap<>();

  @PersistenceContext private EntityManager entities;
  private KnowledgeBase knowledge;
  private LiveKnowledge live;

  @SuppressWarnings("NullAway.Init")
  protected Conclusions() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Conclusions(KnowledgeBase knowledge, LiveKnowledge live) {
    this.knowledge = knowledge;
    this.live = live;
  }

  /** What was concluded then. */
  public Recorded of(StoredAssessment stored) {
    var intake = Intake.of(stored.statements());
    var concluded = stored.concluded();
    if (isLive(stored)) {
      var assessment = knowledge.assess(intake);
      // The result depends on intake and version alone, and says more than a transcript.
      if (Transcript.of(assessment).equals(concluded.transcript())) {
        return new Recorded(stored, intake, assessment, true);
      }
    }
    var retold =
        Retelling.of(
            stored.knowledgeVersion(),
            concluded.transcript(),
            words.computeIfAbsent(concluded.knowledge().hash(), this::words),
            intake);
    return new Recorded(stored, intake, retold, isLive(stored));
  }

  /** What today's knowledge says of the same answers; empty when it is the one that concluded. */
  public Optional<Assessment> today(Recorded recorded) {
    return recorded.live() ? Optional.empty() : Optional.of(knowledge.assess(recorded.intake()));
  }

  private boolean isLive(StoredAssessment stored) {
    return stored.concluded().knowledge().hash().value().equals(live.hash());
  }

  /** A released name never changes its meaning: today's words serve where none were kept. */
  private VersionWords words(Hash hash) {
    var texts = new HashMap<String, String>();
    Rows.of(
            entities
                .createNativeQuery(
                    "select name, text from knowledge_text where hash = :hash", Object[].class)
                .setParameter("hash", hash.value()))
        .forEach(it -> texts.put((String) it[0], (String) it[1]));
    return texts.isEmpty() ? VersionWords.of(knowledge) : VersionWords.read(texts);
  }
}
