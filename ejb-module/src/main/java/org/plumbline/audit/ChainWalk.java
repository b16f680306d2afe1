package org.plumbline.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.audit.AuditChain.Head;

/** A walk along the chain, link by link. */
final class ChainWalk {
  private final @Nullable Head known;
  private final List<String> faults = new ArrayList<>();
  private long seq;
  private String hash = "0".repeat(64);
  private boolean seen;

  ChainWalk(@Nullable Head known) {
    this.known = known;
    this.seen = known == null;
  }

  void step(ResultSet found) throws SQLException {
    seq++;
    if (found.getLong(1) != seq) {
      faults.add("link %d is missing".formatted(seq));
      seq = found.getLong(1);
    }
    if (found.getObject(4) == null) {
      faults.add("entry %s of link %d is missing".formatted(found.getObject(3), seq));
    } else if (!AuditChain.entry(found, 4).hash(hash, seq).equals(found.getString(2))) {
      faults.add("entry %s or link %d was changed".formatted(found.getObject(3), seq));
    }
    hash = found.getString(2);
    seen |= new Head(seq, hash).equals(known);
  }

  /** Where it has come to. */
  Head end() {
    return new Head(seq, hash);
  }

  /** Whether the known head was passed, or none is known. */
  boolean seen() {
    return seen;
  }

  /** What is wrong so far. */
  List<String> faults() {
    return faults;
  }
}
