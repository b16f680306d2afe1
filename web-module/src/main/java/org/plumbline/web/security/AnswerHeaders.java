package org.plumbline.web.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What a browser may do with our answers: nothing but show our own pages; and nothing about a
 * patient is cached.
 */
@WebFilter(value = "/*", asyncSupported = true)
public class AnswerHeaders implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var answer = (HttpServletResponse) response;
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "no-referrer");
    answer.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    answer.setHeader("Cache-Control", "no-store");
    chain.doFilter(request, response);
  }
}
