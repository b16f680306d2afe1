package org.plumbline.web.protocol.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.DatabaseAway;
import org.plumbline.history.RepeatedCalls;
import org.plumbline.history.RepeatedCalls.Call;
import org.plumbline.history.RepeatedCalls.Key;
import org.plumbline.web.access.Callers;
import org.plumbline.web.intake.Fault;
import org.plumbline.web.intake.IntakeRefused;

/** Does a call once, however often it is sent under one key. */
@ApplicationScoped
class Once {
  /** The header by which a caller names a call. */
  static final String HEADER = "Idempotency-Key";

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");

  private RepeatedCalls calls;
  private Callers callers;

  @SuppressWarnings("NullAway.Init")
  protected Once() {} // required by the container

  @Inject
  Once(RepeatedCalls calls, Callers callers) {
    this.calls = calls;
    this.callers = callers;
  }

  /**
   * What a call led to.
   *
   * @param result by which it is found again; empty when it could not be recorded
   */
  record Done(Optional<String> result, Response response) {}

  /** The answer of what was kept, the first time and again. */
  static Response created(JsonObject json) {
    return Response.status(Response.Status.CREATED).entity(json).build();
  }

  /** Does a call. */
  interface First {
    Done done() throws IOException;
  }

  /**
   * The answer to a call.
   *
   * @param key of the caller; null when the call is not to be repeated
   * @param about what the path names, so that one key is not two calls; empty for an assessment
   * @param first does it
   * @param again answers for what it led to before
   */
  Response answer(
      @Nullable String key,
      String about,
      byte[] body,
      First first,
      Function<String, Response> again)
      throws IOException {
    if (key == null) {
      return first.done().response();
    }
    if (!KEY.matcher(key).matches()) {
      throw IntakeRefused.content(
          List.of(new Fault(HEADER, "must have 1 to 100 characters of ASCII, and no blank")));
    }
    var caller = callers.current();
    var call = new Call(caller.tenant(), caller.name(), new Key(key), hash(body, about));
    RepeatedCalls.Known known;
    try {
      known = calls.begin(call);
    } catch (EJBException e) {
      if (DatabaseAway.isCauseOf(e)) {
        // It is answered all the same, and not recorded.
        return first.done().response();
      }
      throw e;
    }
    return switch (known.state()) {
      case ANSWERED -> again.apply(known.result().orElseThrow());
      case UNDER_WAY ->
          throw new ClientErrorException(
              "the first call with this Idempotency-Key is not answered yet",
              Response.Status.CONFLICT);
      case ANOTHER ->
          throw IntakeRefused.content(
              List.of(new Fault(HEADER, "was used for another body; give each call its own")));
      case FIRST -> first(call, first);
    };
  }

  private Response first(Call call, First first) throws IOException {
    var recorded = Optional.<String>empty();
    try {
      var done = first.done();
      recorded = done.result();
      return done.response();
    } finally {
      end(call, recorded);
    }
  }

  /** Nothing is taken back because this cannot be kept: the call then counts as under way. */
  private void end(Call call, Optional<String> recorded) {
    try {
      recorded.ifPresentOrElse(it -> calls.answered(call, it), () -> calls.forget(call));
    } catch (EJBException e) {
      if (!DatabaseAway.isCauseOf(e)) {
        throw e;
      }
    }
  }

  private static String hash(byte[] body, String about) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(body);
      return HexFormat.of().formatHex(digest.digest(about.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
