package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.plumbline.database.FaultLog;
import org.plumbline.database.Together;
import org.plumbline.history.Visit.Route;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.triage.TriageService;
import org.plumbline.web.access.Scopes.Interaction;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.intake.RecordedIn;

/**
 * SDC $process-response: takes the response out of the request, has it assessed and answers. See <a
 * href="http://hl7.org/fhir/uv/sdc/OperationDefinition/Questionnaire-process-response">the
 * operation</a>.
 */
@ApplicationScoped
class ProcessResponse {
  static final String NAME = "$process-response";

  private static final FaultLog FAULTS = FaultLog.of(ProcessResponse.class);
  private static final String RESPONSE = "QuestionnaireResponse";
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int TOO_LARGE = 413;

  private FhirContext context;
  private IntakeReader reader;
  private TriageService triage;
  private ResourceShelf shelf;
  private Access access;
  private AssessmentWriter writer;
  private OtherIntakes others;
  private Together together;

  @SuppressWarnings("NullAway.Init")
  protected ProcessResponse() {} // required by the container

  @Inject
  ProcessResponse(
      FhirContext context,
      IntakeReader reader,
      TriageService triage,
      ResourceShelf shelf,
      Access access,
      AssessmentWriter writer,
      OtherIntakes others,
      Together together) {
    this.together = together;
    this.others = others;
    this.context = context;
    this.reader = reader;
    this.triage = triage;
    this.shelf = shelf;
    this.access = access;
    this.writer = writer;
  }

  /** Assesses the response in the body of a request. */
  Parameters answer(RequestDetails request) {
    return answer(response(node(body(request))), request);
  }

  /** Assesses a response that is at hand. */
  Parameters answer(QuestionnaireResponse response, RequestDetails request) {
    return answer(node(json(response)), request);
  }

  private Parameters answer(Node response, RequestDetails request) {
    var read = read(response);
    if (!access.covers(RESPONSE, Interaction.CREATE, Optional.of(read.patient()))) {
      throw Access.forbidden();
    }
    var told = together.orApart(() -> tell(read));
    told.recorded()
        .id()
        .ifPresent(id -> request.getResponse().addHeader(RecordedIn.HEADER, id.toString()));
    return writer.write(read, told.recorded(), told.staying(), request.getFhirServerBase());
  }

  /** What was concluded, and what stays beside it. */
  private record Told(RecordedAssessment recorded, StayingIssues staying) {}

  private Told tell(ReadIntake read) {
    var recorded =
        triage.assess(read.visit(access.tenant(), Route.PROCESS_RESPONSE), read.intake());
    var staying = others.staying(access.tenant(), read.patient(), recorded.id());
    var graver = others.graver(access.tenant(), staying, recorded.assessment().urgency());
    return new Told(recorded, new StayingIssues(read, staying, graver));
  }

  private ReadIntake read(Node response) {
    return reader.read(response, storedPatient(response), Optional.empty());
  }

  /**
   * The patient that the response refers to, when it is stored here. Without a database the age
   * stays unanswered, and the answer says so; it is not withheld.
   */
  private List<Node> storedPatient(Node response) {
    try {
      return response
          .object("subject")
          .flatMap(it -> it.text("reference"))
          .flatMap(shelf::patient)
          .map(it -> node(it.json()))
          .stream()
          .toList();
    } catch (EJBException e) {
      FAULTS.undone("stored patient not read", e);
      return List.of();
    }
  }

  private byte[] body(RequestDetails request) {
    var body = request.loadRequestContents();
    if (body.length > JsonBody.MAX_BYTES) {
      throw new UnclassifiedServerFailureException(TOO_LARGE, "the body is too large");
    }
    var type =
        Optional.ofNullable(request.getHeader(Constants.HEADER_CONTENT_TYPE))
            .map(it -> it.split(";")[0].strip())
            .orElse("");
    var encoding = EncodingEnum.forContentType(type);
    if (encoding == EncodingEnum.JSON) {
      return body;
    }
    if (encoding == EncodingEnum.XML) {
      return json(parseXml(new String(body, StandardCharsets.UTF_8)))
          .getBytes(StandardCharsets.UTF_8);
    }
    throw new UnclassifiedServerFailureException(
        UNSUPPORTED_MEDIA_TYPE, "expected application/fhir+json or application/fhir+xml");
  }

  private IBaseResource parseXml(String xml) {
    try {
      return context.newXmlParser().parseResource(xml);
    } catch (DataFormatException e) {
      throw new InvalidRequestException("the body is not a FHIR resource as XML");
    }
  }

  private String json(IBaseResource resource) {
    return context.newJsonParser().encodeResourceToString(resource);
  }

  private static Node node(String json) {
    return node(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Node node(byte[] json) {
    return new Node("", JsonBody.parse(json), new Faults());
  }

  /** The response itself, or the parameter {@code in}. */
  private static Node response(Node body) {
    if (!body.text("resourceType").equals(Optional.of("Parameters"))) {
      return body;
    }
    var parameters =
        body.objects("parameter").stream()
            .filter(it -> it.text("name").equals(Optional.of("in")))
            .toList();
    if (parameters.size() != 1) {
      body.fault(
          "parameter", "has %d parameters named in; expected one".formatted(parameters.size()));
      throw IntakeRefused.malformed(body.faults().all());
    }
    return parameters
        .get(0)
        .requiredObject("resource")
        .orElseThrow(() -> IntakeRefused.malformed(body.faults().all()));
  }
}
