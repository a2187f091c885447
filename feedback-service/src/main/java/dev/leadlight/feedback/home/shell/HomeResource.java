package dev.leadlight.feedback.home.shell;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What answers here, for those who open the port without a path. */
@Path("/")
public class HomeResource {

  /**
   * The page.
   *
   * @param name of the product
   * @param routes first segments of the paths behind this port, with what they are for
   * @param documentation where the routes are described
   */
  public record Home(String name, Map<String, String> routes, Map<String, String> documentation) {}

  private static final Home HOME =
      new Home(
          "Leadlight",
          Map.ofEntries(
              Map.entry("/v1/track", "send shopper behaviour (Segment protocol)"),
              Map.entry("/v1/leads", "ask how ready a lead is, and why"),
              Map.entry("/v1/kpis", "conversion, orders and revenue by tier"),
              Map.entry("/v1/outcomes", "tell what came of a lead"),
              Map.entry("/v1/scorecards", "read, check and publish scorecards")),
          Map.of("openapi", "/q/openapi", "health", "/q/health"));

  @GET
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What answers on this port")
  public Home home() {
    return HOME;
  }
}
