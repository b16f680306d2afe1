package org.plumbline.web.screen.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Writes pages from the templates that the build has compiled; every text in them is escaped. */
@ApplicationScoped
public class Templates {
  private static final int SMALL = 1400;

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), "gg.jte.generated.precompiled");

  /** Makes a CDI proxy possible. */
  public Templates() {
    engine.setTrimControlStructures(true);
  }

  /**
   * Answers with a page. A page holds nothing that an attacker could choose beside something secret
   * in it, so that it may be compressed.
   */
  public void show(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String template,
      Map<String, Object> model)
      throws IOException {
    var output = new Utf8ByteOutput();
    engine.render(template, model, output);
    response.setStatus(status);
    response.setContentType("text/html");
    response.setCharacterEncoding("UTF-8");
    // A form that is sent must say where it comes from; the address of a page stays with us.
    response.setHeader("Referrer-Policy", "same-origin");
    var bytes = new ByteArrayOutputStream(output.getContentLength());
    output.writeTo(bytes);
    send(request, response, bytes.toByteArray());
  }

  private static void send(HttpServletRequest request, HttpServletResponse response, byte[] bytes)
      throws IOException {
    response.addHeader("Vary", "Accept-Encoding");
    if (bytes.length > SMALL && acceptsGzip(request)) {
      response.setHeader("Content-Encoding", "gzip");
      write(response, zipped(bytes));
    } else {
      write(response, bytes);
    }
  }

  static boolean acceptsGzip(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getHeader("Accept-Encoding"), "").contains("gzip");
  }

  static byte[] zipped(byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static void write(HttpServletResponse response, byte[] bytes) throws IOException {
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
