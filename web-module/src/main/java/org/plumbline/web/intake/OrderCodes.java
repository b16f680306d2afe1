package org.plumbline.web.intake;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an order is for, as far as it concerns a lumbar spine; the codes are the knowledge base's.
 */
public final class OrderCodes {
  private final List<List<String>> rows = Table.rows("order-codes.csv").toList();

  private OrderCodes() {}

  /** What an order is. */
  public enum Kind {
    /** A picture of the lumbar spine. */
    LUMBAR_IMAGING,
    /** Loading, traction or manipulation. */
    LOADING
  }

  /** The codes of the knowledge base. */
  public static OrderCodes load() {
    return new OrderCodes();
  }

  /** What an order is; nothing when it is none that concerns us. */
  public Set<Kind> of(Node order) {
    var kinds = EnumSet.noneOf(Kind.class);
    var code = Said.of(order, "code");
    if (matches("imaging", code)
        && (matches("lumbar", code)
            || order.objects("bodySite").stream().anyMatch(it -> matches("lumbar", Said.in(it))))) {
      kinds.add(Kind.LUMBAR_IMAGING);
    }
    if (matches("loading", code)) {
      kinds.add(Kind.LOADING);
    }
    return kinds;
  }

  private boolean matches(String kind, Said said) {
    return rows.stream()
        .filter(row -> row.get(0).equals(kind))
        .anyMatch(
            row ->
                row.get(1).equals("text")
                    ? said.holds(row.get(2))
                    : said.codings().stream()
                        .anyMatch(it -> it.isOf(row.get(1)) && it.is(row.get(2), false)));
  }
}
