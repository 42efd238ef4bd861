// The peers in C++: what a careful programmer gets from gcc and OpenMP on the same work.
// Build: g++ -O3 -march=native -ffast-math -fopenmp kernels.cpp -o kernels
// Usage: kernels KERNEL COUNT THREADS    prints {"seconds": S, "answer": A}, S from the first item to the last.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <omp.h>

// Midpoint rule on 4/(1+x^2): one division a term, which the compiler vectorises.
static double pi(long count) {
  const double width = 1.0 / count;
  double sum = 0;
#pragma omp parallel for simd schedule(static) reduction(+ : sum)
  for (long i = 0; i < count; i++) {
    const double x = (i + 0.5) * width;
    sum += 4.0 / (1.0 + x * x);
  }
  return sum * width;
}

// The same sum by the product's algebra: four terms on one common denominator share a division.
static double pi_shared(long count) {
  const double square = (double)count * count;
  const long groups = count / 4;
  double sum = 0;
#pragma omp parallel for simd schedule(static) reduction(+ : sum)
  for (long g = 0; g < groups; g++) {
    const double k0 = 4.0 * g + 0.5, k1 = k0 + 1, k2 = k0 + 2, k3 = k0 + 3;
    const double d0 = square + k0 * k0, d1 = square + k1 * k1, d2 = square + k2 * k2, d3 = square + k3 * k3;
    const double d01 = d0 * d1, d23 = d2 * d3;
    sum += ((d0 + d1) * d23 + (d2 + d3) * d01) / (d01 * d23);
  }
  for (long i = groups * 4; i < count; i++) sum += 1 / (square + (i + 0.5) * (i + 0.5));
  return 4.0 * count * sum;
}

// Midpoint rule on cos over [0, pi/2]: with these flags gcc calls its vector library.
static double integrate_cos(long count) {
  const double width = M_PI_2 / count;
  double sum = 0;
#pragma omp parallel for simd schedule(static) reduction(+ : sum)
  for (long i = 0; i < count; i++) sum += cos((i + 0.5) * width);
  return sum * width;
}

// Countdowns from a million. The empty assembly keeps the compiler from doing them all at once.
static double countdown(long count) {
  long steps = 0;
#pragma omp parallel for schedule(static) reduction(+ : steps)
  for (long i = 0; i < count; i++) {
    long n = 1000000;
    while (n > 0) {
      n--;
      asm volatile("" : "+r"(n));
    }
    steps += 1000000 - n;
  }
  return (double)steps;
}

// Chunks of nothing, handed out one by one from a shared counter: no ledger, no lease, no result kept.
static double noop(long count) {
  long taken = 0;
#pragma omp parallel for schedule(dynamic, 1) reduction(+ : taken)
  for (long i = 0; i < count; i++) {
    asm volatile("" ::: "memory");
    taken++;
  }
  return (double)taken;
}

int main(int argc, char **argv) {
  const struct { const char *name; double (*run)(long); } kernels[] = {
      {"pi", pi}, {"pi-shared", pi_shared}, {"cos", integrate_cos}, {"countdown", countdown}, {"noop", noop}};
  if (argc == 4) {
    omp_set_num_threads(atoi(argv[3]));
#pragma omp parallel
    asm volatile("" ::: "memory"); // The threads exist before the clock starts.
    for (const auto &kernel : kernels) {
      if (strcmp(kernel.name, argv[1]) == 0) {
        const double start = omp_get_wtime();
        const double answer = kernel.run(atol(argv[2]));
        printf("{\"seconds\": %.9f, \"answer\": %.17g}\n", omp_get_wtime() - start, answer);
        return 0;
      }
    }
  }
  fprintf(stderr, "usage: kernels pi|pi-shared|cos|countdown|noop COUNT THREADS\n");
  return 2;
}
