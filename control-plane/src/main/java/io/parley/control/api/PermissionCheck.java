package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.people.Needs;
import io.parley.control.people.Requester;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every handler to its {@link Needs} before anything of the request is read. Stateless. */
final class PermissionCheck implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      Needs needs = method.getMethodAnnotation(Needs.class);
      if (needs != null) {
        requester(request).require(needs.value());
      }
    }
    return true;
  }

  private static Requester requester(HttpServletRequest request) {
    if (request.getAttribute(Requester.ATTRIBUTE) instanceof Requester requester) {
      return requester;
    }
    throw Refusal.unauthenticated("unauthorized", "Sign in first.");
  }
}
