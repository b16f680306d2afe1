package org.plumbline.governance;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.plumbline.client.Tenant;
import org.plumbline.database.Unhurried;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.VersionWords;
import org.plumbline.kb.edge.Edge;
import org.plumbline.kb.edge.KnowledgeJar;
import org.plumbline.kb.evidence.Library;

/** Keeps the knowledge that runs, so that what it concludes can be replayed, and replays. */
@Stateless
@PermitAll
public class KnowledgeKept {
  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  private KnowledgeBase knowledge;
  private LiveKnowledge live;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected KnowledgeKept() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public KnowledgeKept(KnowledgeBase knowledge, LiveKnowledge live, Clock clock) {
    this.knowledge = knowledge;
    this.live = live;
    this.clock = clock;
  }

  /** Keeps the live knowledge; does nothing when it is kept. */
  public void keep() {
    try (var connection = Unhurried.connection(database)) {
      var store = new KnowledgeStore(connection);
      // Its files are read again only for the first start with this knowledge.
      if (!store.isKept(live.hash())) {
        store.add(KnowledgeJar.live(), Library.VERSION, clock.instant());
      }
      if (!store.hasTexts(live.hash())) {
        store.add(live, VersionWords.of(knowledge).texts());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the knowledge cannot be kept: " + e.getSQLState(), e);
    }
  }

  /** Replays an assessment; empty when the clinic has none of this id, or it was erased. */
  public Optional<Replay.Report> replay(Tenant tenant, AssessmentId id) {
    try (var connection = Unhurried.connection(database)) {
      var edge = new Edge(knowledge);
      return new Replay(connection).with(live.hash(), edge).one(tenant, id, edge);
    } catch (SQLException e) {
      throw new IllegalStateException("the assessment cannot be replayed: " + e.getSQLState(), e);
    }
  }
}
