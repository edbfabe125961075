using Statistics
f(x) = mean(x)
println(f([1, 2, 3]))
