package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.plumbline.database.Bookmark;
import org.plumbline.resource.Search;

/** Which part of what was found a search asks for. */
record Paging(Optional<Bookmark> after, int skip, int most) {
  private static final int PAGE = 50;
  static final int LARGEST = Search.LARGEST_PAGE;
  static final String AFTER = "_after";

  /** The types whose next page begins where the one before ended. */
  static final Set<String> GO_ON = Set.of("Task", "AuditEvent");

  private static final String LAST = Paging.class.getName();

  /**
   * Reads the parameters of a search that passes over by number.
   *
   * @throws InvalidRequestException if one is below 0
   */
  static Paging of(@Nullable Integer count, @Nullable Integer offset) {
    return new Paging(
        Optional.empty(),
        bounded(offset, "_offset", 0, Integer.MAX_VALUE),
        bounded(count, "_count", PAGE, LARGEST));
  }

  /**
   * Reads those of a search that goes on where the page before ended; {@code _offset} is understood
   * too.
   *
   * @throws InvalidRequestException if one is below 0, or names no page
   */
  static Paging of(@Nullable Integer count, @Nullable Integer offset, RequestDetails request) {
    var byNumber = of(count, offset);
    var tokens = request.getParameters().getOrDefault(AFTER, new String[0]);
    if (tokens.length == 0) {
      return byNumber;
    }
    var after = Bookmark.parse(tokens[0]);
    if (after.isEmpty() || tokens.length > 1 || offset != null) {
      throw new InvalidRequestException(
          "_after is not understood; expected the one of a next link, without _offset");
    }
    return new Paging(after, 0, byNumber.most());
  }

  private static int bounded(@Nullable Integer value, String name, int otherwise, int most) {
    if (value == null) {
      return otherwise;
    }
    if (value < 0) {
      throw new InvalidRequestException("%s is %d; expected 0 or more".formatted(name, value));
    }
    return Math.min(value, most);
  }

  /** Nothing, of nothing. */
  SimpleBundleProvider nothing() {
    return page(List.of(), 0);
  }

  /**
   * One page.
   *
   * @param total how many there are in all pages
   */
  SimpleBundleProvider page(List<? extends IBaseResource> found, int total) {
    var provider = new SimpleBundleProvider(found.stream().map(it -> (IBaseResource) it).toList());
    provider.setCurrentPageOffset(skip);
    provider.setCurrentPageSize(most);
    provider.setSize(total);
    return provider;
  }

  /**
   * One page whose next one begins where it ends.
   *
   * @param total how many there are in all pages
   */
  <T> SimpleBundleProvider page(
      List<T> found, Written<T> written, int total, RequestDetails request) {
    var last = last(found, written.bookmark()).filter(it -> found.size() == most);
    request.getUserData().put(LAST, last.map(Bookmark::token).orElse(""));
    return page(found.stream().map(written.write()).toList(), total);
  }

  /** How what was found is written, and where a page ends whose last one it is. */
  record Written<T>(Function<T, ? extends IBaseResource> write, Function<T, Bookmark> bookmark) {}

  /** Where the last of them is, if there is one. */
  private static <T> Optional<Bookmark> last(List<T> found, Function<T, Bookmark> bookmark) {
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(bookmark.apply(found.get(found.size() - 1)));
  }

  /** Has every page taken, from the first to the one that is not full. */
  static <T> void each(
      Function<Optional<Bookmark>, List<T>> page,
      Function<T, Bookmark> bookmark,
      Consumer<List<T>> take) {
    var found = page.apply(Optional.empty());
    while (!found.isEmpty()) {
      take.accept(found);
      found = found.size() < LARGEST ? List.of() : page.apply(last(found, bookmark));
    }
  }

  /** Has the link to the next page say where this one ends, and not how many to pass over. */
  @Interceptor
  public static final class Links {
    /** Changes the links of a page. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void turn(RequestDetails request, IBaseResource answer) {
      if (answer instanceof Bundle bundle
          && request.getUserData().get(LAST) instanceof String token) {
        bundle.getLink().removeIf(it -> !it.getRelation().equals("self"));
        if (!token.isEmpty()) {
          var self = bundle.getLinkOrCreate("self").getUrl();
          bundle.addLink().setRelation("next").setUrl(next(self, token));
        }
      }
    }

    private static String next(String self, String token) {
      var parts = self.split("\\?", 2);
      var query = new StringBuilder(parts[0]).append('?');
      if (parts.length > 1) {
        for (var it : parts[1].split("&")) {
          if (!it.matches("(" + AFTER + "|_offset)=.*")) {
            query.append(it).append('&');
          }
        }
      }
      return query + AFTER + "=" + token;
    }
  }
}
