package dev.leadlight.feedback;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Requests as an operator sends them. */
public final class Api {

  public static RequestSpecification operator() {
    return given().header("Authorization", "Bearer test-token");
  }

  private Api() {}
}
