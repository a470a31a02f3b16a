const isAdmin = false;
/*‮ } ⁦if (isAdmin)⁩ ⁦ begin admins only */
​​​​​​​​​​
