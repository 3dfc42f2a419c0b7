package qingshan.gateway.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;

/** Takes what no handler of the framework's takes, so that {@link Failures} answers it and nobody else logs it. */
@Singleton
final class FailureHandler implements ExceptionHandler<RuntimeException, HttpResponse<?>> {
    private final Failures failures;

    FailureHandler(Failures failures) {
        this.failures = failures;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework's own signature
    public HttpResponse<?> handle(HttpRequest request, RuntimeException failure) {
        HttpRequest<?> asked = request;
        return failures.processResponse(
                ErrorContext.builder(asked).cause(failure).build(), HttpResponse.serverError());
    }
}
