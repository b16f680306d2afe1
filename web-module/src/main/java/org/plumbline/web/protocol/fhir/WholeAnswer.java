package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An answer that is sent when it is whole: what fails while it is written can still become another
 * status. HAPI writes as it encodes, and ends the answer where that fails.
 */
final class WholeAnswer extends HttpServletResponseWrapper {
  private final List<Consumer<HttpServletResponse>> head = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Optional<PrintWriter> writer = Optional.empty();

  WholeAnswer(HttpServletResponse response) {
    super(response);
  }

  private HttpServletResponse real() {
    return (HttpServletResponse) getResponse();
  }

  /** Sends head and body. */
  void send() throws IOException {
    writer.ifPresent(PrintWriter::flush);
    head.forEach(it -> it.accept(real()));
    if (body.size() > 0) {
      real().setContentLength(body.size());
      body.writeTo(real().getOutputStream());
    }
  }

  /** Forgets what was written so far, its status and its headers. */
  @Override
  public void resetBuffer() {
    head.clear();
    writer = Optional.empty();
    body.reset();
  }

  @Override
  public void reset() {
    resetBuffer();
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Stream();
  }

  @Override
  public PrintWriter getWriter() {
    var made = new PrintWriter(new OutputStreamWriter(body, UTF_8));
    writer = Optional.of(made);
    return made;
  }

  @Override
  public void flushBuffer() {
    // It is sent whole.
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public void setStatus(int status) {
    head.add(it -> it.setStatus(status));
  }

  @Override
  public void setHeader(String name, String value) {
    head.add(it -> it.setHeader(name, value));
  }

  @Override
  public void addHeader(String name, String value) {
    head.add(it -> it.addHeader(name, value));
  }

  @Override
  public void setDateHeader(String name, long date) {
    head.add(it -> it.setDateHeader(name, date));
  }

  @Override
  public void setContentType(String type) {
    head.add(it -> it.setContentType(type));
  }

  @Override
  public void setCharacterEncoding(String charset) {
    head.add(it -> it.setCharacterEncoding(charset));
  }

  private final class Stream extends ServletOutputStream {
    @Override
    public void write(int one) {
      body.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      body.write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("the answer is not written asynchronously");
    }
  }
}
