package org.plumbline.web.screen.page;

import gg.jte.TemplateOutput;
import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a screen answers: a page, another address, or a document.
 *
 * @param status the HTTP status
 * @param headers the headers beside those that every page has
 * @param body what is sent; empty for another address
 */
public record Answer(int status, Map<String, String> headers, Optional<Body> body) {
  private static final String TYPE = "Content-Type";

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Bytes, written when they are sent. */
  @FunctionalInterface
  public interface Body {
    /** All of them. */
    byte[] bytes();
  }

  /** A page. */
  public static Answer page(JteModel page) {
    return page(HttpServletResponse.SC_OK, page);
  }

  /** A page with another status than 200. */
  public static Answer page(int status, JteModel page) {
    return new Answer(
        status, Map.of(TYPE, "text/html;charset=UTF-8"), Optional.of(() -> rendered(page)));
  }

  private static byte[] rendered(JteModel page) {
    var output = new Utf8ByteOutput();
    page.render((TemplateOutput) output);
    try (var bytes = new ByteArrayOutputStream(output.getContentLength())) {
      output.writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  /** Another page, to be read with GET whatever was sent here. */
  public static Answer to(String address) {
    return new Answer(
        HttpServletResponse.SC_SEE_OTHER, Map.of("Location", address), Optional.empty());
  }

  /** The same with one more header. */
  public Answer with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /** A document that the browser shows itself. */
  public static Answer pdf(String name, byte[] document) {
    return new Answer(
        HttpServletResponse.SC_OK,
        Map.of(TYPE, "application/pdf", "Content-Disposition", "inline; filename=\"" + name + "\""),
        Optional.of(() -> document));
  }

  /** What a script of ours has asked for. */
  public static Answer json(JsonObject json) {
    return new Answer(
        HttpServletResponse.SC_OK,
        Map.of(TYPE, "application/json;charset=UTF-8"),
        Optional.of(() -> json.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** A status and nothing else. */
  public static Answer of(int status) {
    return new Answer(status, Map.of(), Optional.empty());
  }

  /** Sends it where no resource does. */
  public void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(response::setHeader);
    if (body.isPresent()) {
      response.getOutputStream().write(body.get().bytes());
    }
  }

  /** What is sent, as text. */
  public String text() {
    return body.map(it -> new String(it.bytes(), StandardCharsets.UTF_8)).orElse("");
  }
}
