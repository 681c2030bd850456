package io.overdub.edge;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Says in the contract file what this room does to every operation: any other answer is a problem, and enums are lower-case. Public for Quarkus only. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemsInContract implements OASFilter {

    private static final String REFERENCE = "#/components/schemas/Problem";

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation
                .getResponses()
                .setDefaultValue(OASFactory.createAPIResponse()
                        .description("A problem (RFC 9457)")
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        Problem.MEDIA_TYPE,
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref(REFERENCE)))));
        return operation;
    }

    @Override
    public Schema filterSchema(Schema schema) {
        var constants = schema.getEnumeration();
        if (constants != null && constants.stream().allMatch(constant -> constant instanceof String)) {
            schema.setEnumeration(constants.stream()
                    .<Object>map(constant -> ((String) constant).toLowerCase(Locale.ROOT))
                    .toList());
        }
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        if (contract.getComponents() == null) {
            contract.setComponents(OASFactory.createComponents());
        }
        contract.getComponents().addSchema("Problem", problem());
    }

    private static Schema problem() {
        var fault = object().required(List.of("field", "message"))
                .addProperty("field", text("Where in the body, or which parameter"))
                .addProperty("message", text("For people"));
        return object().description("What every failed request is answered with")
                .required(List.of("type", "title", "status", "detail", "code", "trace_id", "faults"))
                .addProperty("type", text("An address that ends in the code").format("uri"))
                .addProperty("title", text("The status in words"))
                .addProperty("status", of(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("For people; never parse it"))
                .addProperty("code", text("What to switch on: snake_case, stable"))
                .addProperty("trace_id", text("The request id"))
                .addProperty("faults", of(Schema.SchemaType.ARRAY).items(fault));
    }

    private static Schema object() {
        return of(Schema.SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return of(Schema.SchemaType.STRING).description(description);
    }

    private static Schema of(Schema.SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
