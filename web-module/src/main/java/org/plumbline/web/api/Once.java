package org.plumbline.web.api;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.DatabaseAway;
import org.plumbline.history.RepeatedCalls;
import org.plumbline.history.RepeatedCalls.Call;
import org.plumbline.web.intake.Fault;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.security.Callers;

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
   * @param assessment empty when it could not be recorded
   */
  record Done(Optional<AssessmentId> assessment, Response response) {}

  /**
   * The answer to a call.
   *
   * @param key of the caller; empty when the call is not to be repeated
   * @param first does it
   * @param again answers for what it led to before
   */
  Response answer(
      Optional<String> key,
      byte[] body,
      Supplier<Done> first,
      Function<AssessmentId, Response> again) {
    if (key.isEmpty()) {
      return first.get().response();
    }
    if (!KEY.matcher(key.get()).matches()) {
      throw IntakeRefused.content(
          List.of(new Fault(HEADER, "must have 1 to 100 characters of ASCII, and no blank")));
    }
    var caller = callers.current();
    var call = new Call(caller.tenant(), caller.name(), key.get(), hash(body));
    RepeatedCalls.Known known;
    try {
      known = calls.begin(call);
    } catch (EJBException e) {
      if (DatabaseAway.isCauseOf(e)) {
        // It is answered all the same, and not recorded.
        return first.get().response();
      }
      throw e;
    }
    return switch (known.state()) {
      case ANSWERED -> again.apply(known.assessment().orElseThrow());
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

  private Response first(Call call, Supplier<Done> first) {
    var recorded = Optional.<AssessmentId>empty();
    try {
      var done = first.get();
      recorded = done.assessment();
      return done.response();
    } finally {
      end(call, recorded);
    }
  }

  /** Nothing is taken back because this cannot be kept: the call then counts as under way. */
  private void end(Call call, Optional<AssessmentId> recorded) {
    try {
      recorded.ifPresentOrElse(it -> calls.answered(call, it), () -> calls.forget(call));
    } catch (EJBException e) {
      if (!DatabaseAway.isCauseOf(e)) {
        throw e;
      }
    }
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
