package org.plumbline.web.screen.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was typed into a form, or stands in an address behind the question mark. */
public final class Sent {
  private final Function<String, List<String>> parameters;

  private Sent(Function<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /** What came with a request. */
  public static Sent with(HttpServletRequest request) {
    return new Sent(
        name -> {
          var values = request.getParameterValues(name);
          return values == null ? List.of() : List.of(values);
        });
  }

  /** What a function gives for each name: nothing, one value or several. */
  public static Sent of(Function<String, List<String>> parameters) {
    return new Sent(parameters);
  }

  /** The first value as it was sent; empty when there is none. */
  public Optional<String> raw(String name) {
    return all(name).stream().findFirst();
  }

  /** The first value without blanks around it; empty when it is blank or longer than allowed. */
  public Optional<String> text(String name, int longest) {
    return raw(name).map(String::strip).filter(it -> !it.isEmpty() && it.length() <= longest);
  }

  /** Whether it was sent, with whatever value. */
  public boolean has(String name) {
    return raw(name).isPresent();
  }

  /** Every value. */
  public List<String> all(String name) {
    return parameters.apply(name);
  }
}
