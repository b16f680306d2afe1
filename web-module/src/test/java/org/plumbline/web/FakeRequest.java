package org.plumbline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a browser sends it, without a server. */
public final class FakeRequest {
  private final String method;
  private final String servlet;
  private final String path;
  private final Map<String, List<String>> parameters = new HashMap<>();
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();

  private FakeRequest(String method, String address) {
    this.method = method;
    var second = address.indexOf('/', 1);
    this.servlet = second < 0 ? address : address.substring(0, second);
    this.path = second < 0 ? "" : address.substring(second);
  }

  public static FakeRequest get(String address) {
    return new FakeRequest("GET", address);
  }

  public static FakeRequest post(String address) {
    return new FakeRequest("POST", address);
  }

  /** A field of a form, or of the address. */
  public FakeRequest with(String name, String... values) {
    parameters.put(name, List.of(values));
    return this;
  }

  public FakeRequest header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) -> answer(called, arguments));
  }

  private @Nullable Object answer(Method called, Object @Nullable [] arguments) {
    return switch (called.getName()) {
      case "getMethod" -> method;
      case "getServletPath" -> servlet;
      case "getPathInfo" -> path.isEmpty() ? null : path;
      case "getRequestURI" -> servlet + path;
      case "getScheme" -> "https";
      case "getServerName" -> "plumbline.example";
      case "getServerPort" -> 443;
      case "getCookies" -> null;
      case "getLocales" ->
          Collections.enumeration(
              List.of(Locale.forLanguageTag(headers.getOrDefault("Accept-Language", "en"))));
      case "getHeader" -> headers.get(first(arguments));
      case "getParameter" -> values(first(arguments)).stream().findFirst().orElse(null);
      case "getParameterValues" ->
          parameters.containsKey(first(arguments))
              ? values(first(arguments)).toArray(String[]::new)
              : null;
      case "getAttribute" -> attributes.get(first(arguments));
      case "setAttribute" -> attributes.put(first(arguments), arguments[1]);
      default -> throw new UnsupportedOperationException(called + Arrays.toString(arguments));
    };
  }

  private List<String> values(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  private static String first(Object @Nullable [] arguments) {
    return String.valueOf(arguments == null ? null : arguments[0]);
  }
}
