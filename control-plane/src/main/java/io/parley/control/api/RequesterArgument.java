package io.parley.control.api;

import io.parley.control.Refusal;
import io.parley.control.people.Requester;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the {@link Requester} that the {@link Gate} has found. Stateless. */
final class RequesterArgument implements HandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Requester.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Object found = request.getAttribute(Requester.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    if (found instanceof Requester requester) {
      return requester;
    }
    throw Refusal.unauthenticated("unauthorized", "Sign in first.");
  }
}
