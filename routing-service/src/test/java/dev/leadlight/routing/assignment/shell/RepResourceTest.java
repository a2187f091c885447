package dev.leadlight.routing.assignment.shell;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RepResourceTest {

  private static final String ROB =
      """
      {"name": "Rob Roe", "email": "rob@shop.example", "weight": 2, "timezone": "Europe/Berlin",
       "hours": {"monday": ["13:30-18:00", "09:00-12:30"]}, "skills": ["nothing-we-sell"]}""";

  private final String id = "rob-" + UUID.randomUUID();

  @AfterEach
  void leave() {
    admin().delete("/v1/reps/{id}", id);
  }

  @Test
  void repIsWrittenShownChangedAndLeaves() {
    json(ROB).put("/v1/reps/{id}", id).then().statusCode(200).body("active", equalTo(true));

    admin()
        .get("/v1/reps/{id}", id)
        .then()
        .statusCode(200)
        .body("settings.name", equalTo("Rob Roe"))
        .body("settings.weight", equalTo(2))
        .body("settings.hours.monday", contains("09:00-12:30", "13:30-18:00"))
        .body("settings.onDuty", equalTo(true))
        .body("parked", equalTo(false));
    json("{\"onDuty\": false}")
        .post("/v1/reps/{id}/duty", id)
        .then()
        .statusCode(200)
        .body("settings.onDuty", equalTo(false));
    admin().delete("/v1/reps/{id}", id).then().statusCode(200).body("leads", equalTo(0));
    admin()
        .get("/v1/reps")
        .then()
        .statusCode(200)
        .body("reps.find { it.id == '%s' }.active".formatted(id), equalTo(false));
    admin().delete("/v1/reps/{id}", id).then().statusCode(404);
  }

  @Test
  void wrongFieldsAreAllNamed() {
    json("{\"name\": \"\", \"email\": \"rob\", \"weight\": 0, \"timezone\": \"Mars\"}")
        .put("/v1/reps/{id}", id)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", containsInAnyOrder("/name", "/email", "/weight", "/timezone"));
    json(ROB).put("/v1/reps/{id}", "Not an id").then().statusCode(400);
    json("").put("/v1/reps/{id}", id).then().statusCode(400);
    json("{").put("/v1/reps/{id}", id).then().statusCode(400);
    admin().get("/v1/reps/{id}", id).then().statusCode(404);
  }

  @Test
  void fileOfRepsIsTakenAsAWhole() {
    String header = "id,name,email,weight,monday,territories,hubspot,skills\n";
    String row = id + ",\"Roe, Rob\",rob@shop.example,3,09:00-12:30 13:30-18:00,DE AT,4711,none\n";

    csv("\ufeff" + header + row)
        .post("/v1/reps/import")
        .then()
        .statusCode(200)
        .body("created", equalTo(1))
        .body("updated", equalTo(0));
    csv(header + row.replace(",3,", ",4,"))
        .post("/v1/reps/import")
        .then()
        .statusCode(200)
        .body("updated", equalTo(1));
    csv(header + row.replace(",3,", ",5,") + row.replace(",3,", ",x,").replace("rob@", "rob"))
        .post("/v1/reps/import")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("/2/id", "/2/email", "/2/weight"));
    admin()
        .get("/v1/reps/{id}", id)
        .then()
        .body("settings.weight", equalTo(4))
        .body("settings.name", equalTo("Roe, Rob"))
        .body("settings.crmOwners.hubspot", equalTo("4711"))
        .body("settings.territories", contains("AT", "DE"));
  }

  @ParameterizedTest
  @CsvSource({"''", "id", "'id,name\n\"a'", "'id,name\na,b,c,d'"})
  void whatIsNoFileOfRepsIsRefused(String file) {
    csv(file)
        .post("/v1/reps/import")
        .then()
        .statusCode(422)
        .contentType("application/problem+json");
  }

  @Test
  void dutyHasToBeSaid() {
    json("{}").post("/v1/reps/{id}/duty", id).then().statusCode(422);
    json("{\"onDuty\": true}").post("/v1/reps/{id}/duty", id).then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({"state,lost", "rep,nobody-yet", "cursor,xyz", "limit,0", "limit,501", "limit,many"})
  void wrongParametersOfAssignmentsAreNamed(String name, String value) {
    admin()
        .queryParam(name, value)
        .get("/v1/assignments")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void unknownAssignmentsAreProblems() {
    for (String path : new String[] {"acknowledge", "reassign", "hand-back"}) {
      json("{}").post("/v1/assignments/asg_unknown/" + path).then().statusCode(404);
    }
    admin().get("/v1/assignments/asg_unknown").then().statusCode(404);
    json("{}").post("/v1/assignments/acknowledge").then().statusCode(422);
    json("{\"lead\": \"nobody\"}").post("/v1/assignments/acknowledge").then().statusCode(204);
    admin().queryParam("limit", "0").get("/v1/assignments/queue").then().statusCode(400);
    admin().get("/v1/assignments/queue").then().statusCode(200);
  }

  @Test
  void healthAndMetricsTellOfLeadsThatNobodyActsOn() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", hasItem("Assignments"));
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("leadlight_routing_orphans_unserved"))
        .body(containsString("leadlight_routing_assignments_waiting"));
  }

  private static RequestSpecification csv(String file) {
    return admin().contentType("text/csv; charset=utf-8").body(file);
  }

  private static RequestSpecification json(String body) {
    return admin().contentType("application/json").body(body);
  }

  private static RequestSpecification admin() {
    return given().auth().oauth2("test-token");
  }
}
