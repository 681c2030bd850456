// red: io.overdub.quotes.SilentTest.it_calls_and_looks_away()
package io.overdub.quotes;

class SilentTest {
    @org.junit.jupiter.api.Test
    void it_calls_and_looks_away() {
        io.restassured.RestAssured.get("/v1/quotes").then().log().all();
    }
}
