package org.plumbline.history;

import static java.util.Objects.requireNonNull;

/**
 * The knowledge that runs.
 *
 * @param hash its SHA-256, by which every record names it
 */
public record LiveKnowledge(String hash) {
  public LiveKnowledge {
    requireNonNull(hash, "hash");
  }
}
