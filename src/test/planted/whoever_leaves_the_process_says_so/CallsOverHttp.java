// red: io.overdub.quotes.CallsOverHttp.fetch(
package io.overdub.quotes;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class CallsOverHttp {
    Object fetch(HttpClient http, HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
